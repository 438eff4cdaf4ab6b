import type { Clock, Logger } from '../../shared/index.js';
import type { Item, Sightings } from '../sdk/index.js';
import type { Account } from './account.js';
import type { Journal } from './answers.js';
import type { Members } from './members.js';
import type { RedmineApi } from './redmine-api.js';

/** One Redmine as one account sees it: what every part of the connector works with. */
export interface Site {
  readonly api: RedmineApi;
  readonly account: Account;
  readonly members: Members;
  readonly sightings: Sightings;
  /** Without a trailing slash. */
  readonly url: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Number of the custom field that holds marks; null where none is configured. */
  readonly markField: number | null;
  /** What custom fields hold, as the configuration says, by field id. */
  readonly customFormats: Readonly<Record<string, string>>;
  /** The journals with which an item was read, as long as somebody holds the item. */
  readonly journals: WeakMap<Item, readonly Journal[]>;
}
