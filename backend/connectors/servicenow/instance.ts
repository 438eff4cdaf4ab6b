import type { Logger } from '../../shared/index.js';
import type { Sightings } from '../sdk/index.js';
import type { Account } from './account.js';
import type { TableApi } from './table-api.js';
import type { UsualSaves } from './usual-saves.js';

/** One ServiceNow instance as one account sees it: what every part of the connector works with. */
export interface Instance {
  readonly api: TableApi;
  readonly account: Account;
  /** Without a trailing slash. */
  readonly url: string;
  readonly log: Logger;
  readonly saves: UsualSaves;
  /** Of records whose changes the account may not count. */
  readonly sightings: Sightings;
}
