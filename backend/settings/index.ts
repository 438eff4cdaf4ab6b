export { packageDirectory } from './package-directory.js';
export { programVersion } from './program-version.js';
export { readSettings, type Settings } from './settings.js';
export { SettingsError } from './settings-error.js';
