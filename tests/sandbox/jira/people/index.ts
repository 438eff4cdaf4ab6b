export type { IssueState } from './issue-state.js';
export { type As, People, type PersonFields } from './people.js';
export { plainDocument } from './person-input.js';
