export { type AppLicence, licenceMember } from './app-licence.js';
export { appAccount, type InstalledApp, InstalledApps } from './installed-apps.js';
