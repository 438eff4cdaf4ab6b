import { json, type SandboxRequest, type SandboxResponse } from '../http/index.js';
import type { Account, Site } from './site/index.js';
import type { JiraState } from './state.js';

/**
 * The account whose e-mail (on Data Center: user name) and token (Basic) or token (Bearer, also one of OAuth) a request carries, or
 * that of the app that signed it.
 */
export function signedIn(request: SandboxRequest, { directory, apps, oauth, clock }: JiraState): Account | undefined {
  const [scheme = '', credentials = ''] = (request.headers.authorization ?? '').split(' ');
  const isMeant = matcher(scheme.toLowerCase(), credentials, directory.site);
  const person = directory.site.accounts.find(
    (account) => account.isActive && account.token !== undefined && isMeant(account),
  );
  const allowed = scheme.toLowerCase() === 'bearer' ? oauth.signedIn(credentials) : undefined;
  return person ?? allowed ?? apps.signedIn(request, clock.now());
}

function matcher(scheme: string, credentials: string, { deployment }: Site): (account: Account) => boolean {
  if (scheme === 'bearer') return ({ token }) => token === credentials;
  if (scheme !== 'basic') return () => false;
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  return ({ email, name, token }) => decoded === `${deployment === 'cloud' ? email : name}:${token}`;
}

export function unauthorized(base: string): SandboxResponse {
  return json(
    401,
    { message: 'Client must be authenticated to access this resource.', 'status-code': 401 },
    { 'www-authenticate': `OAuth realm="${encodeURIComponent(base)}"`, 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' },
  );
}

/** Who asks without signing in: sees what the site tells anybody, and no issue. */
export const ANONYMOUS: Account = {
  accountId: '',
  name: 'anonymous',
  displayName: 'Anonymous',
  email: '',
  isEmailHidden: true,
  isActive: true,
  accountType: 'customer',
  timeZone: 'Etc/UTC',
  rights: {},
  isAdministrator: false,
};
