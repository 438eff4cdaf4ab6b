import type { Settings } from '../../backend/settings/index.js';
import { isAllowedAddress } from '../allowed-host.js';
import { NotSignedInError } from '../door.js';
import type { InvocationClaims } from './invocation-claims.js';

/** Where Forge apps call Jira. */
const GATEWAY = 'api.atlassian.com';

/** The site that a token speaks of. */
export interface InvokingSite {
  readonly cloudId: string;
  /** For calls, without a slash at its end. */
  readonly baseUrl: string;
  /** For people; null where the token does not say, as those of events. */
  readonly displayUrl: string | null;
}

/**
 * Reads from which site a call comes, and where that site takes calls: tokens of the app are sent to that address, so it must be
 * Atlassian's, and of this very site.
 * @throws NotSignedInError where the token names no site, several, or an address that is not for it.
 */
export function invokingSite(
  { app, context }: InvocationClaims,
  { allowedJiraHosts }: Pick<Settings['jiraApp'], 'allowedJiraHosts'>,
): InvokingSite {
  const installed = new Set((app.installation?.contexts ?? []).flatMap(({ cloudId }) => cloudId ?? []));
  const [only] = installed;
  const cloudId = context?.cloudId ?? (installed.size === 1 ? only : undefined);
  if (cloudId === undefined) throw new NotSignedInError('the invocation token does not name one site');
  if (installed.size > 0 && !installed.has(cloudId)) {
    throw new NotSignedInError('the invocation token names a site in which its app is not installed');
  }
  const baseUrl = app.apiBaseUrl.replace(/\/+$/, '');
  if (!isAddressOf(cloudId, baseUrl, allowedJiraHosts)) {
    throw new NotSignedInError('the invocation token names an address for calls that is not the site’s');
  }
  const siteUrl = context?.siteUrl?.replace(/\/+$/, '');
  return { cloudId, baseUrl, displayUrl: siteUrl !== undefined && isPlainAddress(siteUrl) ? siteUrl : null };
}

function isAddressOf(cloudId: string, baseUrl: string, allowedHosts: readonly string[]): boolean {
  if (!isAllowedAddress(baseUrl, [GATEWAY, ...allowedHosts])) return false;
  const { host, pathname, search, hash } = new URL(baseUrl);
  if (search !== '' || hash !== '') return false;
  return host !== GATEWAY || pathname === `/ex/jira/${cloudId}`;
}

/** It becomes a link. */
function isPlainAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && new URL(url).username === '';
}
