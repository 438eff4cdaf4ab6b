export { attachDatabase } from './attach-database.js';
export { boundHeap } from './bounded-heap.js';
export { type CallLimit, readCallLimits } from './call-limits-repository.js';
export { CONNECTORS } from './connectors.js';
export { createLogger, type LoggerOptions } from './create-logger.js';
export {
  type Chosen,
  type ConfiguredConnection,
  type ContinuedRun,
  changeConnection,
  changeUserRole,
  continueRuns,
  createConnection,
  DraftFaultsError,
  endToken,
  examineDraft,
  examineStored,
  FaultyEntryError,
  finishSetup,
  forgetKeys,
  heedLicence,
  type Invited,
  inviteUser,
  type KeyRotation,
  type MadeToken,
  makeToken,
  mendVerification,
  PAUSED_BY_HAND,
  type PlannedMending,
  pause,
  planMending,
  type Replay,
  type RequestedSync,
  readConfiguredConnection,
  readGrants,
  rebind,
  removeConnection,
  replayStreams,
  requestItem,
  requestSync,
  requestSyncs,
  requestVerification,
  resetUser,
  resolveConflict,
  resume,
  rotateKey,
  saveMapping,
  settleLicence,
  settleLicences,
  shutOutUser,
  startSetup,
  stopVerification,
  unlink,
  type WantedRun,
} from './deeds/index.js';
export { keepWorking } from './keep-working.js';
export { type LiveMarks, readLiveMarks } from './live-marks-repository.js';
export { type Application, type ApplicationOptions, openApplication } from './open-application.js';
export { readSystem, type System } from './read-system.js';
export {
  type ConnectionStatus,
  type IntegrationStatus,
  listConnectionStatuses,
  listIntegrationStatuses,
  type RunSummary,
  readHealth,
  readStatus,
  type Status,
} from './status-repository.js';
export type { Tenancy } from './tenancy.js';
export { withinTenant } from './within-tenant.js';
export type { Worker } from './worker.js';
