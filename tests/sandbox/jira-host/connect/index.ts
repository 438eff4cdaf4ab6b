export {
  type ConnectApp,
  type ConnectContext,
  ConnectHost,
  type ConnectLicence,
  type ConnectSite,
  type LifecycleEvent,
} from './connect-host.js';
export { type InstallKey, InstallKeys, publicPem } from './install-keys.js';
export { CONTEXT_HASH, queryHash } from './query-hash.js';
