import type { MannerOccasion, SandboxClock, SandboxRandom } from '../http/index.js';
import type { InstalledApps } from './apps/index.js';
import type { OAuthProvider } from './datacenter/oauth/index.js';
import type { JiraManners } from './manners/index.js';
import type { Account, Directory } from './site/index.js';
import type { IssueStore } from './store/index.js';

/** Everything a simulated site is made of. */
export interface JiraState {
  readonly directory: Directory;
  readonly apps: InstalledApps;
  /** Data Center alone: signing in to others by this Jira. */
  readonly oauth: OAuthProvider;
  readonly store: IssueStore;
  readonly clock: SandboxClock;
  readonly random: SandboxRandom;
  readonly manners: JiraManners;
  /** Issues whose properties search does not know yet, with the time from which it does (B13). */
  readonly hiddenProperties: Map<number, number>;
}

/** Somebody doing something: a request, or a person before the screen. */
export interface Act {
  readonly state: JiraState;
  readonly account: Account;
  readonly occasion: MannerOccasion;
  /** Somebody before the screen: the surprises that Jira keeps for programs do not concern them. */
  readonly isPerson?: boolean;
}

export function nowMs(state: JiraState): number {
  return state.clock.now().getTime();
}
