export { type Access, accessOf } from './access-of.js';
export type { Asked } from './asked.js';
export { askedBy } from './asked-by.js';
export type { Caller, IssueRights, Rights } from './caller.js';
export { keepCaringForSites } from './care-for-sites.js';
export { NotSignedInError, SiteClosedError } from './door.js';
export { findCaller } from './find-caller.js';
export { addonRouter } from './router.js';
