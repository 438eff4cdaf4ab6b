export { type Counted, giveBackAttempt, networkOf, takeAttempt } from './attempt-repository.js';
export { fetchOver } from './oidc/fetch-over.js';
export { createIdentityProvider, type Identified, type IdentityProvider } from './oidc/identity-provider.js';
export {
  beginSignIn,
  endSignIn,
  type PendingSignIn,
  returnTarget,
  type SignInSecrets,
} from './pending-sign-in-repository.js';
export type { FreshSession, Person, Session } from './session.js';
export {
  beginSession,
  endSession,
  endSessionsOf,
  findSession,
  lockSealed,
  replaceSealed,
} from './session-repository.js';
