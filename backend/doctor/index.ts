export { examine } from './examine.js';
export { type Generated, generate } from './generate.js';
export type { CheckGroup } from './report.js';
export { type DoctorParts, survey } from './survey.js';
