export { BurstLimit } from './burst-limit.js';
export { IssueWriteLimit } from './issue-write-limit.js';
export { allowanceHeaders, limited, resetHeaders, TOO_MANY } from './limited.js';
