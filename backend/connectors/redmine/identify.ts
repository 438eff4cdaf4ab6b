import type { SiteIdentity } from '../sdk/index.js';
import { isoFrom } from './date-time.js';
import type { Site } from './site.js';

/**
 * Who we speak to it as. Redmine has nothing that identifies an installation, so the site id is null and another Redmine behind the
 * same address is not noticed. It sends no Date by itself: where the web server in front adds none, the latest change that can be
 * seen stands for the tool's clock, which is never behind it.
 */
export async function identify(site: Site, signal: AbortSignal): Promise<SiteIdentity> {
  const { user } = await site.account.ask(signal);
  const { issues, toolTime } = await site.api.list({ sort: 'updated_on:desc', limit: '1' }, signal);
  const latest = isoFrom(issues[0]?.updated_on ?? '');
  return {
    siteId: null,
    siteName: new URL(site.url).host,
    accountId: String(user.id),
    accountName: `${user.firstname} ${user.lastname}`.trim() || (user.login ?? String(user.id)),
    // Moments are written and compared in UTC, whatever zone the account has.
    timeZone: 'UTC',
    toolTime: toolTime ?? (latest === null ? null : new Date(latest)),
  };
}
