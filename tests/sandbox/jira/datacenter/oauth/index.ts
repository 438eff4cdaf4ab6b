export { oauthEndpoints } from './oauth-endpoints.js';
export { type IncomingLink, OAuthProvider } from './oauth-provider.js';
