import { ReconnectNeededError } from '../../shared/index.js';
import { textAt } from './record.js';
import type { TableApi } from './table-api.js';

/** The account that a connection signs in as. */
export class Account {
  readonly #api: TableApi;
  #userName: string | null;

  /** `userName` is known when the connection signs in by name and password. */
  constructor(api: TableApi, userName: string | null) {
    this.#api = api;
    this.#userName = userName;
  }

  /** The `user_name` that records carry in `sys_created_by`; asked for once where only a token is known. */
  async userName(signal: AbortSignal): Promise<string> {
    this.#userName ??= await this.#ask(signal);
    return this.#userName;
  }

  /** Whether a `sys_created_by` names this account. User names tell no case apart. */
  async is(userName: string, signal: AbortSignal): Promise<boolean> {
    return userName.toLowerCase() === (await this.userName(signal)).toLowerCase();
  }

  async #ask(signal: AbortSignal): Promise<string> {
    const conditions = ['user_name=javascript:gs.getUserName()'];
    const fields = ['sys_id', 'user_name'];
    const own = await this.#api.listAllIfReadable({ table: 'sys_user', conditions, fields, values: 'stored' }, signal);
    // An instance that leaves the condition out answers with everybody.
    const [person, another] = own ?? [];
    const userName = person === undefined || another !== undefined ? '' : textAt(person, 'user_name');
    if (userName !== '') return userName;
    throw new ReconnectNeededError(
      'The account behind the token cannot be told: let it read its own record in sys_user, or sign in by name and password',
    );
  }
}
