export type { Asked } from './asked.js';
export type { Caller, IssueRights, Rights } from './caller.js';
export { NotSignedInError } from './door.js';
export { findCaller } from './find-caller.js';
