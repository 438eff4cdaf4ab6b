export type { Change } from './change-ref.js';
export type { Closing, Sinks, WorkCounts } from './closing.js';
export { executeCreates } from './execute-creates.js';
export { executeLinks, type ReadBack } from './execute-links.js';
export type { CreateWork, LinkWork } from './link-work.js';
export { stopsBatch } from './perform.js';
export { type Pair, prepareLink, type Waiting } from './prepare-link.js';
export type { Write } from './write.js';
export { findByIdempotencyKey, recordLook, recordMarked, unsettledOfLinks } from './write-repository.js';
