export { findLinkedComments, type LinkedComment, storeLinkedComments } from './comment-repository.js';
export { findHeldPairs, type HeldPair } from './held-pair-repository.js';
export { type EndedReason, ITEM_FIELD, type Link, type LinkedItem } from './link.js';
export {
  endLink,
  findLink,
  findLinkedByOthers,
  findLinks,
  findLinksByKey,
  findTombstones,
  insertLinks,
  linkFromRow,
  lockHistoryEnds,
  moveLink,
  setHistoryEnd,
  updateLinks,
} from './link-repository.js';
export {
  getLink,
  type LinkPlace,
  type LinkState,
  type LinkStatus,
  linkState,
  pageLinks,
} from './link-status-repository.js';
export { findPairs, type LinkedPair } from './linked-pair-repository.js';
export { createMarks, type Marks } from './mark.js';
export { newLink } from './new-link.js';
