export { type DoctorParts, examine } from './examine.js';
export type { CheckGroup } from './report.js';
