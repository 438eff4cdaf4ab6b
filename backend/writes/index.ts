export type { Change } from './change-ref.js';
export { closeItem } from './close-item.js';
export type { Closing, Sinks, WorkCounts } from './closing.js';
export { copiesOfOthers } from './copies-of-others.js';
export { executeCreates } from './execute-creates.js';
export { executeLinks, type ReadBack } from './execute-links.js';
export type { CreateWork, LinkWork } from './link-work.js';
export { stopsBatch } from './perform.js';
export { type CarriedComment, commentsToCarry } from './plan-comments.js';
export { type Pair, prepareLink, type Waiting } from './prepare-link.js';
export { basesOfCreate } from './recover-bases.js';
export { removeItem } from './remove-item.js';
export { isUnsettled, type Write, type WrittenField } from './write.js';
export {
  findByIdempotencyKey,
  givenUpOfLinks,
  recordLook,
  recordMarked,
  settleRemovals,
  settleWrites,
  unsettledOfLinks,
} from './write-repository.js';
export { pageWrites, type WriteStatus, writeState } from './write-status-repository.js';
