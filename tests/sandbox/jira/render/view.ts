import type { Account, Directory } from '../site/index.js';
import type { IssueStore } from '../store/index.js';
import { formatJiraDate } from '../time/index.js';

export interface ViewOptions {
  readonly directory: Directory;
  readonly store: IssueStore;
  /** What every `self` begins with: the address the caller used. */
  readonly base: string;
  readonly viewer: Account;
  /** Zone of the viewer's profile, in which JQL reads dates. */
  readonly profileTimeZone: string;
  /** Zone in which dates are written; the profile's, except when the site has bad manners. */
  readonly timeZone?: string;
  /** Nobody's e-mail address is shown but the viewer's own. */
  readonly areEmailsHidden?: boolean;
}

/** How one caller sees the site: its address, its time zone, whose e-mail it may see. */
export class View {
  readonly directory: Directory;
  readonly store: IssueStore;
  readonly base: string;
  readonly viewer: Account;
  readonly profileTimeZone: string;
  readonly timeZone: string;
  readonly #areEmailsHidden: boolean;

  constructor(options: ViewOptions) {
    this.directory = options.directory;
    this.store = options.store;
    this.base = options.base;
    this.viewer = options.viewer;
    this.profileTimeZone = options.profileTimeZone;
    this.timeZone = options.timeZone ?? options.profileTimeZone;
    this.#areEmailsHidden = options.areEmailsHidden ?? false;
  }

  get isCloud(): boolean {
    return this.directory.site.deployment === 'cloud';
  }

  /** The address of a resource of the REST API. */
  self(path: string): string {
    return `${this.base}/rest/api/${this.isCloud ? 3 : 2}/${path}`;
  }

  date(ms: number): string {
    return formatJiraDate(ms, this.timeZone);
  }

  showsEmailOf(account: Account): boolean {
    return account === this.viewer || !(account.isEmailHidden || this.#areEmailsHidden);
  }
}
