export { appAccount, type InstalledApp, InstalledApps } from './installed-apps.js';
