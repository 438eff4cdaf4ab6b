export { loadSecretKey, type SecretKeySource } from './load-secret-key.js';
export { createSecretBox, type SecretBox, type SecretContext } from './secret-box.js';
export { deriveInstallationKey } from './secret-key.js';
