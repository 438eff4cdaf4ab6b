export type { Finding, Found, VerificationCounts } from './finding.js';

export { isMendable, lookAgain } from './look-again.js';
export { verify } from './verify.js';
