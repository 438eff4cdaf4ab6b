export { endingSoon } from './ending-soon.js';
export { warnOfIdentity, warnOfSkew } from './identity-warnings.js';
export { warnOfSharedAccount } from './shared-account.js';
export type { Warning } from './warning.js';
export { clearWarning, listWarnings, raiseWarning } from './warning-repository.js';
