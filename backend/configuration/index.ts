export {
  type ApplyParts,
  applyConfiguration,
  changeSync,
  isSameSecret,
  isSecretStored,
  listPruned,
  openSealedCredentials,
  type Pruned,
  type ReadConfiguration,
  type ResealedConnections,
  readStored,
  resealConnections,
} from './apply/index.js';
export {
  type ConfigurationFile,
  type ConnectionConfiguration,
  type IntegrationConfiguration,
  type KeptSecret,
  type LaterDefinition,
  type StoredConfiguration,
  type StoredConnection,
  withoutSecrets,
} from './configuration-file.js';
export { type Difference, type DifferenceSettings, difference } from './difference.js';
export { exportConfiguration } from './export-configuration.js';
export { type Fault, formatFaults, type Notice } from './fault.js';
export { type Colours, formatDifference } from './format-difference.js';
export { configurationJsonSchema } from './json-schema.js';
export { type ParsedConfiguration, parseConfiguration } from './parse-configuration.js';
export type { ParseSettings } from './settings.js';
