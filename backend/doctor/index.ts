export { type ExaminationStep, type ExaminedStep, examinationStep } from './connection/examine-connection.js';
export { PAGE_REMEDIES } from './connection/remedies.js';
export { examine } from './examine.js';
export { examineOne } from './examine-one.js';
export { type Generated, generate, grantsOf } from './generate.js';
export { examineDatabase as checkDatabase } from './platform/database.js';
export { type DatabaseFacts, readDatabaseFacts } from './platform/database-repository.js';
export type { CheckGroup } from './report.js';
export { type DoctorParts, survey } from './survey.js';
