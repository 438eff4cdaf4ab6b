export type {
  AttachmentRecord,
  CommentRecord,
  HistoryItem,
  HistoryRecord,
  IssueRecord,
  LinkRecord,
  WorklogRecord,
} from './issue-record.js';
export { IssueStore } from './issue-store.js';
export { projectKey, type SearchIndex } from './search-index.js';
export type { SortedList } from './sorted-list.js';
