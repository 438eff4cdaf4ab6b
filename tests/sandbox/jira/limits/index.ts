export { BurstLimit } from './burst-limit.js';
export { IssueWriteLimit } from './issue-write-limit.js';
export { allowanceHeaders, limited, nodeLimited, resetHeaders, TOO_MANY } from './limited.js';
