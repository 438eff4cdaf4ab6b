export { type ExaminationStep, type ExaminedStep, examinationStep } from './connection/examine-connection.js';
export { examine } from './examine.js';
export { examineOne } from './examine-one.js';
export { type Generated, generate, grantsOf } from './generate.js';
export type { CheckGroup } from './report.js';
export { type DoctorParts, survey } from './survey.js';
