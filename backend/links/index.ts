export { findLinkedComments, type LinkedComment, storeLinkedComments } from './comment-repository.js';
export { type EndedReason, ITEM_FIELD, type Link, type LinkedItem } from './link.js';
export {
  endLink,
  findLinks,
  findLinksByKey,
  findTombstones,
  insertLinks,
  linkFromRow,
  moveLink,
  updateLinks,
} from './link-repository.js';
export { createMarks, type Marks } from './mark.js';
