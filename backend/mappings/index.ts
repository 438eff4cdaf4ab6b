export { afterWrite, type WriteResult } from './after-write.js';
export { bothSides } from './both-sides.js';
export { compileMapping, conversionFault } from './compile/index.js';
export { createValues } from './create-values.js';
export {
  type CommentRule,
  type ConflictPolicy,
  conflictPolicy,
  type FieldRule,
  type ItemRule,
  opposite,
  type PanelDeed,
  panelDeed,
  SIDES,
  type Side,
  type SideDefinition,
  type SyncDefinition,
  sideSchema,
  syncDefinition,
} from './definition.js';
export {
  compileExpression,
  createExpressionEvaluator,
  ExpressionError,
  type ExpressionEvaluator,
  inProcessEvaluator,
} from './expressions/index.js';
export { followEntries, followEntry } from './follow-entries.js';
export { mappedHash } from './mapped-hash.js';
export {
  type CompiledExpression,
  type CompiledField,
  type CompiledRule,
  type Conversion,
  type Mapping,
  type MappingFault,
  type MappingPorts,
  type RuleType,
  usesExpressions,
} from './mapping.js';
export { type MergeRequest, mergeItem } from './merge/index.js';
export type { Base, CreateValue, FieldOutcome, FieldWrite, HeldReason } from './outcome.js';
export { ruleFor } from './rule-for.js';
export { type Tried, tryConversion } from './try-conversion.js';
export { describeValue, plainItem, sameValue } from './values/index.js';
