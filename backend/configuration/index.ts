export {
  type ApplyParts,
  applyConfiguration,
  applyIntegration,
  type ConnectionUses,
  changeSync,
  deleteConnection,
  findConnectionUses,
  isSameSecret,
  isSecretStored,
  listPruned,
  lockConfiguration,
  openSealedCredentials,
  type Pruned,
  type ReadConfiguration,
  type ResealedConnections,
  readStored,
  resealConnections,
  storeConnection,
  toSettings,
  withMappingOf,
} from './apply/index.js';
export {
  type ConfigurationFile,
  type ConnectionConfiguration,
  type IntegrationConfiguration,
  type KeptSecret,
  type LaterDefinition,
  type StoredConfiguration,
  type StoredConnection,
  secretsOf,
  withoutSecrets,
} from './configuration-file.js';
export type { ConnectionDraft } from './connections/connection-draft.js';
export { containerKeyOf, containerKeysOf } from './container-key.js';
export { type DescribedConnector, describeConnector } from './describe-connector.js';
export { type Difference, type DifferenceSettings, difference, integrationDifference } from './difference.js';
export { type DraftFinding, pathInFile, type ReadDraft, readDraft, writeDraft } from './draft/index.js';
export { exportConfiguration, exportIntegration } from './export-configuration.js';
export { type Fault, formatFaults, type Notice } from './fault.js';
export { FaultyDraftError } from './faulty-draft-error.js';
export { type Colours, formatDifference } from './format-difference.js';
export { configurationJsonSchema } from './json-schema.js';
export { type JudgedConnection, judgeConnection } from './judge-connection.js';
export { type ParsedConfiguration, parseConfiguration } from './parse-configuration.js';
export type { ParseSettings } from './settings.js';
export { type WrittenIntegration, withIntegration } from './with-integration.js';
