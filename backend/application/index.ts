export { CONNECTORS } from './connectors.js';
export { createLogger, type LoggerOptions } from './create-logger.js';
export { adoptInstallation, findInstallationPause } from './installation-repository.js';
export { keepWorking } from './keep-working.js';
export { type Application, type ApplicationOptions, openApplication } from './open-application.js';
export {
  type ConnectionStatus,
  type IntegrationStatus,
  type RunSummary,
  readStatus,
  type Status,
} from './status-repository.js';
export type { Worker } from './worker.js';
