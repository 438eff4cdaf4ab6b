import type { KnownLicence } from '../licences/index.js';

/** By which of Atlassian's ways the app is installed in a Jira. */
export type SiteHost = 'connect' | 'forge' | 'data center';

/**
 * `unpaired`: the app is installed there, and no administrator of this server has said that the site is his; it sees nothing of this
 * server. `disabled`: switched off in Jira. `uninstalled`: what it left here stays until it is purged.
 */
export type SiteState = 'unpaired' | 'active' | 'disabled' | 'uninstalled';

const NEXT: Readonly<Record<SiteState, readonly SiteState[]>> = {
  unpaired: ['active', 'uninstalled'],
  active: ['disabled', 'uninstalled', 'unpaired'],
  disabled: ['active', 'uninstalled', 'unpaired'],
  // An install may come again, also the one whose uninstall was only a step of an upgrade.
  uninstalled: ['unpaired', 'active'],
};

/** The states from which a site may come into this one; staying in it is one of them. */
export function statesBefore(to: SiteState): readonly SiteState[] {
  return (Object.keys(NEXT) as SiteState[]).filter((from) => from === to || NEXT[from].includes(to));
}

/** A Jira in which the app is installed. */
export interface Site {
  readonly id: string;
  /** Whose data it sees. */
  readonly tenant: string;
  readonly host: SiteHost;
  /** What the host calls it: Connect's client key, Forge's cloud id, Data Center's server id. */
  readonly key: string;
  /** For calls, without a slash at its end. */
  readonly baseUrl: string;
  /** For links that people follow; differs where the site has a domain of its own. */
  readonly displayUrl: string;
  readonly state: SiteState;
  readonly licence: KnownLicence;
  readonly installedAt: Date;
  /** When what an uninstalled site left here is removed; null for all others. */
  readonly purgeAt: Date | null;
}
