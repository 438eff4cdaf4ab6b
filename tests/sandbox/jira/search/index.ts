export { pageToken, readPageToken } from './page-token.js';
export { countIssues, type SearchPage, searchIssues } from './search-issues.js';
