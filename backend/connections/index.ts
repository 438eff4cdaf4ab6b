export { CallCount } from './call-count.js';
export { type Certificates, endOf, nameOf, problemOfKey, readCertificates } from './certificates.js';
export { type Connection, type ConnectionSettings, connectionSettings } from './connection.js';
export {
  acceptSite,
  findConnection,
  findConnections,
  listConnections,
  pauseConnection,
  resumeConnection,
} from './connection-repository.js';
export { type DescribedContainer, describeContainer, findSchema, forgetSchemas } from './container-schemas.js';
export { onBehalfOf } from './party.js';
export { shareOver, stopSharing } from './sharing/index.js';
export { checkSite } from './site-check.js';
export { createToolbox, limitsOf, type OpenConnection, type Toolbox, type ToolboxParts } from './toolbox.js';
export {
  clearWarning,
  endingSoon,
  listWarnings,
  raiseWarning,
  type Warning,
  warnOfSharedAccount,
  warnOfSkew,
} from './warnings/index.js';
