export {
  type CommentRule,
  type ConflictPolicy,
  commentRule,
  conflictPolicy,
  type FieldRule,
  type ItemRule,
  opposite,
  SIDES,
  type Side,
  type SideDefinition,
  type SyncDefinition,
  sideSchema,
  syncDefinition,
} from './definition.js';
export type { Base, CreateValue, FieldOutcome, FieldWrite, HeldReason } from './outcome.js';
