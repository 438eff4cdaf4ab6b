export type { Change } from './change.js';
export { laneStatus, storeChanges } from './change-repository.js';
export { dropSeen } from './ledger.js';
export { readItems } from './read-items.js';
export { type BatchCounts, type BatchResult, workBatch } from './work-changes.js';
