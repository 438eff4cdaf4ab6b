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
export { type Fault, formatFaults, type Notice } from './fault.js';
export { type ParsedConfiguration, parseConfiguration } from './parse-configuration.js';
export type { ParseSettings } from './settings.js';
