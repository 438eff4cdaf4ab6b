export { type ApplyParts, applyConfiguration, lockConfiguration } from './apply-configuration.js';
export { deleteConnection, storeConnection, toSettings } from './apply-connections.js';
export { applyIntegration, withMappingOf } from './apply-integrations.js';
export { changeSync } from './change-sync.js';
export { type ConnectionUses, findConnectionUses } from './find-connection-uses.js';
export { listPruned, type Pruned } from './list-pruned.js';
export { type ReadConfiguration, readStored } from './read-stored.js';
export { type ResealedConnections, resealConnections } from './reseal-connections.js';
export { isSameSecret, isSecretStored, openSealedCredentials } from './sealed-credentials.js';
