export {
  type AttachmentRecord,
  type CommentRecord,
  fieldValue,
  type HistoryItem,
  type HistoryRecord,
  type IssueRecord,
  type LinkRecord,
  type WorklogRecord,
} from './issue-record.js';
export { IssueStore } from './issue-store.js';
export { projectKey, type SearchIndex } from './search-index.js';
export type { SortedList } from './sorted-list.js';
