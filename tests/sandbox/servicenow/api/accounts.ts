import type { Actor } from '../records/actor.js';
import { cellOf, sysIdOf } from '../store/row.js';
import type { Store } from '../store/store.js';

/** How a user signs in to the web services. */
export interface Account {
  readonly userName: string;
  readonly password: string;
  /** Accepted as a Bearer token. */
  readonly token?: string;
}

/** Who a request's `Authorization` header is. */
export class Accounts {
  readonly #store: Store;
  readonly #accounts = new Map<string, Account>();

  constructor(store: Store, accounts: readonly Account[]) {
    this.#store = store;
    for (const account of accounts) this.set(account);
  }

  /** Adds an account, or changes its password and token. */
  set(account: Account): void {
    this.#accounts.set(account.userName, account);
  }

  /** @returns undefined for wrong credentials and for users who are inactive, locked out or gone */
  signedIn(authorization: string | undefined): Actor | undefined {
    const [, scheme = '', credentials = ''] = /^(\S+)\s+(.+)$/.exec(authorization ?? '') ?? [];
    const account = this.#account(scheme.toLowerCase(), credentials);
    return account && this.actor(account.userName);
  }

  /** @returns undefined when there is no such active user */
  actor(userName: string): Actor | undefined {
    const user = this.#store.findBy('sys_user', 'user_name', userName);
    if (user === undefined || cellOf(user, 'active') === 'false' || cellOf(user, 'locked_out') === 'true') {
      return undefined;
    }
    const timeZone = cellOf(user, 'time_zone') || this.#store.property('glide.sys.time_zone') || 'UTC';
    return { sysId: sysIdOf(user), userName: cellOf(user, 'user_name'), timeZone };
  }

  #account(scheme: string, credentials: string): Account | undefined {
    if (scheme === 'bearer') {
      return [...this.#accounts.values()].find((account) => account.token === credentials);
    }
    if (scheme !== 'basic') return undefined;
    const text = Buffer.from(credentials, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    const account = this.#accounts.get(text.slice(0, colon));
    return account?.password === text.slice(colon + 1) ? account : undefined;
  }
}
