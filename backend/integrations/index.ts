export { describeFault } from './describe-fault.js';
export { requireIntegration, requireSync } from './find-named.js';
export type { Integration } from './integration.js';
export {
  findIntegration,
  getIntegration,
  integrationNames,
  listIntegrations,
  pauseIntegration,
  resumeIntegration,
} from './integration-repository.js';
export { type Engine, type FoundSides, findSides, openJob } from './open-job.js';
export { PreparedMappings } from './prepared-mappings.js';
export type { JobSide, SyncJob } from './sync-job.js';
