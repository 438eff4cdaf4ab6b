export { type AppToken, findAppToken, forgetAppToken, keepAppToken } from './app-token.js';
export {
  type DataCenterLink,
  findDataCenterLink,
  type GivenLink,
  type LinkScope,
  linkScope,
  listDataCenterLinks,
  resealDataCenterLinks,
  saveDataCenterLink,
} from './data-center-link-repository.js';
export { createPairingCode, type Pairing, pairSite } from './pair-site.js';
export type { Site, SiteHost, SiteState } from './site.js';
export { forgetEvents, type SiteEvent, storeEvent } from './site-event.js';
export {
  changeSiteState,
  findSite,
  findSiteByAddress,
  type InstalledSite,
  installSite,
  listSites,
  noteLicence,
  purgeSites,
  takeSitesToAsk,
} from './site-repository.js';
export { findSiteLicence, findTenantLicence } from './tenant-licence.js';
