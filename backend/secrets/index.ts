export {
  loadSecretKeys,
  makeSecretKey,
  readSecretKeysAgain,
  type SecretKeySource,
  writeSecretKeys,
} from './load-secret-key.js';
export { type ConnectionContext, createSecretBox, type SecretBox } from './secret-box.js';
export { deriveInstallationKey, type SecretKeys } from './secret-key.js';
