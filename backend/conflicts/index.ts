export { type Conflict, type ConflictAnswer, conflictAnswer } from './conflict.js';
export {
  answerConflict,
  closeConflicts,
  findConflicts,
  getConflict,
  type HeldField,
  holdFields,
  listConflicts,
} from './conflict-repository.js';
