import type { Permission } from './permission.js';

/** A user of the site. Mutable where an administrator may change it while a sync runs. */
export interface Account {
  readonly accountId: string;
  /** How tests and the demo name the person: `alice`. */
  readonly name: string;
  displayName: string;
  readonly email: string;
  /** The person does not show the e-mail address to others. */
  isEmailHidden: boolean;
  isActive: boolean;
  readonly accountType: 'atlassian' | 'app' | 'customer';
  /** IANA zone of the profile: dates are read and rendered in it. */
  timeZone: string;
  /** API token; an account without one cannot sign in. */
  readonly token?: string;
  /** Permissions by project key; `*` holds in every project that has no entry of its own. */
  readonly rights: Readonly<Record<string, readonly Permission[]>>;
  /** Global permissions of people who are no administrators; absent: those that everybody has on a new site. */
  readonly globalRights?: readonly string[];
  readonly isAdministrator: boolean;
}
