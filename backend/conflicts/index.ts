export type { Conflict, ConflictAnswer } from './conflict.js';
export {
  answerConflict,
  closeConflicts,
  findConflicts,
  getConflict,
  type HeldField,
  holdFields,
  listConflicts,
  pageConflicts,
} from './conflict-repository.js';
export { type HeldEntry, shownConflict, withPairs } from './held-entry.js';
export { findLastEdits, type LastEdits } from './last-edits.js';
