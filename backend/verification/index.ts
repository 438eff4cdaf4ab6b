export type { Finding, VerificationCounts } from './finding.js';
export { verify } from './verify.js';
