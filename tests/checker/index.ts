export { type CheckRequest, type CheckResult, check } from './check.js';
export type { Finding, HeldField } from './finding.js';
export { formatResult } from './format-result.js';
