export {
  changeUserRole,
  endToken,
  type Invited,
  inviteUser,
  type MadeToken,
  makeToken,
  resetUser,
  shutOutUser,
} from './administer-people.js';
export type { Chosen } from './choose-targets.js';
export {
  type ConfiguredConnection,
  changeConnection,
  createConnection,
  type RemovedConnection,
  readConfiguredConnection,
  removeConnection,
} from './configure-connection.js';
export { type ContinuedRun, continueRuns } from './continue-runs.js';
export { examineDraft, examineStored, type Grants, readGrants } from './examine-connection.js';
export { FaultyEntryError } from './faulty-entry-error.js';
export { finishSetup } from './finish-setup.js';
export { heedLicence } from './heed-licence.js';
export { mendVerification, type PlannedMending, planMending } from './mend-verification.js';
export { pause } from './pause.js';
export { PAUSED_BY_HAND } from './paused-by-hand.js';
export { rebind } from './rebind.js';
export { type Replay, replayStreams } from './replay-streams.js';
export { requestItem } from './request-item.js';
export { type RequestedSync, requestSync, requestSyncs, type WantedRun } from './request-sync.js';
export { type Resolution, resolveConflict } from './resolve-conflict.js';
export { resume } from './resume.js';
export { forgetKeys, type KeyRotation, rotateKey } from './rotate-key.js';
export { DraftFaultsError, saveMapping } from './save-mapping.js';
export { settleLicence, settleLicences } from './settle-licence.js';
export { startSetup } from './start-setup.js';
export { unlink } from './unlink.js';
export { requestVerification, stopVerification } from './verify-deeds.js';
