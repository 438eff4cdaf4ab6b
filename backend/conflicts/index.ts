export type { Conflict, ConflictAnswer } from './conflict.js';
export {
  answerConflict,
  closeConflicts,
  findConflicts,
  getConflict,
  type HeldField,
  holdFields,
  listConflicts,
} from './conflict-repository.js';
