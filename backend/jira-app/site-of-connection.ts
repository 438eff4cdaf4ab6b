import { ReconnectNeededError } from '../shared/index.js';
import { findSiteByAddress, listSites, type Site } from '../sites/index.js';
import type { Transaction } from '../storage/index.js';

/** A connection that signs in as the app. */
export interface AppConnection {
  readonly tenant: string;
  /** Of the site as the app knows it, or below it at the API gateway. */
  readonly url: string;
}

/**
 * The site as whose app a connection signs in: that of the tenant which is called at this very address.
 * @throws ReconnectNeededError saying what to do, where the app is not installed there, not paired, or switched off.
 */
export async function siteOfConnection(transaction: Transaction, { tenant, url }: AppConnection): Promise<Site> {
  const site = await findSiteByAddress(transaction, tenant, url);
  if (site === null || site.state !== 'active') throw new ReconnectNeededError(faultOf(site, url));
  return site;
}

function faultOf(site: Site | null, url: string): string {
  if (site === null || site.state === 'uninstalled')
    return `the app is not installed in the Jira at ${url}: install it there in Manage Apps and pair it, or write another \`auth\``;
  if (site.state === 'unpaired')
    return `the app in the Jira at ${url} is not paired with this server: pair it with a code from \`syncline sites pair\``;
  return `the app is switched off in the Jira at ${url}: switch it on in Manage Apps`;
}

/** Finds what is wrong with signing in as the app at an address, with the fix; null: nothing, as far as is known here. */
export async function appFaultFinder(
  transaction: Transaction,
  tenant: string,
): Promise<(url: string) => string | null> {
  const sites = (await listSites(transaction)).filter((site) => site.tenant === tenant && site.host !== 'data center');
  return (url) => {
    const there = sites.filter(({ baseUrl }) => baseUrl === url);
    return there.some(({ state }) => state === 'active') ? null : faultOf(there[0] ?? null, url);
  };
}
