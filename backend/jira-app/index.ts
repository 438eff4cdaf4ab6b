export { APP_KEY } from './app-key.js';
export { createAppSigner } from './app-signer.js';
export { findClient, giveBackToken, saveInstall, takeOnce } from './client-repository.js';
export { type ConnectClient, type InstallBody, installBody, lifecycleBody } from './connect-client.js';
export { CONTEXT_HASH, canonicalRequest, isSameHash, queryHash } from './query-hash.js';
export { asApp } from './sign-as-app.js';
export { appFaultFinder } from './site-of-connection.js';
