import { json } from '../../http/index.js';
import type { Endpoint, Exchange } from '../endpoints/exchange.js';
import { offsetPage } from '../endpoints/offset-page.js';
import { userEndpoints as cloudUserEndpoints } from '../endpoints/users.js';
import { JiraRefusal } from '../refusal.js';
import { userJson } from '../render/index.js';
import type { Account } from '../site/index.js';

const MOST_USERS = 1000;

export const userEndpoints: readonly Endpoint[] = [
  ...cloudUserEndpoints.filter(({ path }) => path === '/myself' || path === '/user/assignable/search'),
  {
    method: 'GET',
    path: '/user',
    operation: 'getUser_1',
    isWrite: false,
    answer(exchange) {
      const asked = exchange.query.get('username');
      const key = exchange.query.get('key');
      const found = exchange.state.directory.site.accounts.find(
        ({ name, accountId }) => name === asked || accountId === key,
      );
      if (found === undefined) {
        throw new JiraRefusal(404, [`The user named '${asked ?? key}' does not exist`]);
      }
      return json(200, userJson(found, exchange.view));
    },
  },
  {
    method: 'GET',
    path: '/user/search',
    operation: 'findUsers',
    isWrite: false,
    answer(exchange) {
      const words = exchange.query.get('username');
      if (words === null) throw new JiraRefusal(400, ['The username query parameter was not provided']);
      const found = exchange.state.directory.site.accounts.filter(
        (account) => account.isActive && isMeant(account, words.toLowerCase()),
      );
      return json(200, usersOf(exchange, found));
    },
  },
];

function usersOf(exchange: Exchange, accounts: readonly Account[]) {
  return offsetPage(exchange, accounts, 50, MOST_USERS).items.map((account) => userJson(account, exchange.view));
}

/** By the beginning of the user name, of the e-mail or of a word of the display name. */
function isMeant({ name, email, displayName }: Account, wanted: string): boolean {
  const words = [name, email, displayName, ...displayName.split(' ')];
  return words.some((word) => word.toLowerCase().startsWith(wanted));
}
