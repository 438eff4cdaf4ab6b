export type { FieldBehaviour, Trace } from './field-behaviour.js';
export { behaviourOf } from './kinds/index.js';
export { readChanges, requiredWords, type SentFields } from './read-changes.js';
