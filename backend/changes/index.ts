export type { Change } from './change.js';
export { type LaneStatus, storeChanges, takeStock } from './change-repository.js';
export { type Decision, decideBatch } from './decide-batch.js';
export { type FormerMappings, findFormerMappings, presentRule } from './former-mapping.js';
export { dropSeen } from './ledger.js';
export { readItems } from './read-items.js';
export { type Batch, viewBatch } from './take-batch.js';
export { getChange, pageChanges, type WaitingChange } from './waiting-change-repository.js';
export { type BatchCounts, type BatchResult, workBatch } from './work-changes.js';
