export {
  differenceCount,
  type Finding,
  type FindingKind,
  type Found,
  findingKinds,
  type VerificationCounts,
} from './finding.js';
export { type KeptFinding, mendableItems, pageFindings } from './finding-repository.js';
export { isMendable, itemOf, lookAgain } from './look-again.js';
export type { Verification } from './verification.js';
export {
  endVerification,
  forgetVerifications,
  getVerification,
  insertVerification,
  noteMending,
  pageVerifications,
} from './verification-repository.js';
export { enqueueVerification, verificationHandler } from './verification-task.js';
export { verify } from './verify.js';
export { workVerification } from './work-verification.js';
