export { type CarriedElement, carryChange } from './carry-change.js';
export { type Hunk, hunksBetween } from './hunks-between.js';
export { type MergedElement, mergeChanges, type SequenceMerge } from './merge-changes.js';
