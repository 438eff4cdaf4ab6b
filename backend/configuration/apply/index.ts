export { type ApplyParts, applyConfiguration } from './apply-configuration.js';
export { changeSync } from './change-sync.js';
export { listPruned, type Pruned } from './list-pruned.js';
export { type ReadConfiguration, readStored } from './read-stored.js';
export { type ResealedConnections, resealConnections } from './reseal-connections.js';
export { isSameSecret, isSecretStored, openSealedCredentials } from './sealed-credentials.js';
