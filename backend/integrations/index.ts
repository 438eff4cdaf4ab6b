export { describeFault } from './describe-fault.js';
export { requireIntegration, requireSync } from './find-named.js';
export { type FoundSides, findSides } from './find-sides.js';
export type { Integration } from './integration.js';
export {
  findIntegration,
  getIntegration,
  integrationNames,
  integrationOfRun,
  listIntegrations,
  pauseForLicence,
  pauseIntegration,
  resumeForLicence,
  resumeIntegration,
} from './integration-repository.js';
export { type FieldName, listMappedFields, type MappedField } from './mapped-fields.js';
export { type Engine, openJob } from './open-job.js';
export { PreparedMappings } from './prepared-mappings.js';
export type { JobSide, SyncJob } from './sync-job.js';
