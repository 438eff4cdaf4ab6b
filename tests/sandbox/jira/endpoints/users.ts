import type { JsonValue } from '../../../../backend/shared/index.js';
import { json } from '../../http/index.js';
import { canBeAssigned, seenIssue } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { userJson } from '../render/index.js';
import type { Account, Project } from '../site/index.js';
import { type Endpoint, type Exchange, listParameter } from './exchange.js';
import { offsetPage, pageJson } from './offset-page.js';

const MOST_USERS = 1_000;

export const userEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/myself',
    operation: 'getCurrentUser',
    isWrite: false,
    answer: ({ account, view }) =>
      json(200, {
        ...userJson(account, view),
        timeZone: view.profileTimeZone,
        locale: 'en_US',
        groups: { size: 1, items: [] },
        applicationRoles: { size: 1, items: [] },
        expand: 'groups,applicationRoles',
      }),
  },
  {
    method: 'GET',
    path: '/user',
    operation: 'getUser',
    isWrite: false,
    answer(exchange) {
      const account = exchange.state.directory.account(exchange.query.get('accountId') ?? '');
      if (account === undefined)
        throw new JiraRefusal(404, ['Specified user does not exist or you do not have required permissions']);
      return json(200, userJson(account, exchange.view));
    },
  },
  {
    method: 'GET',
    path: '/user/bulk',
    operation: 'bulkGetUsers',
    isWrite: false,
    answer(exchange) {
      const wanted = new Set(listParameter(exchange.query, 'accountId'));
      const found = exchange.state.directory.site.accounts.filter(({ accountId }) => wanted.has(accountId));
      return json(
        200,
        pageJson(exchange, offsetPage(exchange, found, 10, 200), (account) => userJson(account, exchange.view)),
      );
    },
  },
  {
    method: 'GET',
    path: '/user/search',
    operation: 'findUsers',
    isWrite: false,
    answer(exchange) {
      const { query } = exchange;
      if (query.get('query') === null && query.get('accountId') === null) {
        throw new JiraRefusal(400, ['The query parameter "query" or "accountId" is required.']);
      }
      const found = exchange.state.directory.site.accounts.filter(
        (account) => account.isActive && isMeant(exchange, account) && account.accountType === 'atlassian',
      );
      return json(200, usersJson(exchange, found));
    },
  },
  {
    method: 'GET',
    path: '/user/assignable/search',
    operation: 'findAssignableUsers',
    isWrite: false,
    answer(exchange) {
      const project = assignmentProject(exchange);
      // Jira cuts the range before it filters, so a page may be short although more people follow.
      const range = offsetPage(exchange, exchange.state.directory.site.accounts, 50, MOST_USERS).items;
      const found = range.filter(
        (account) => canBeAssigned(exchange.state, account, project) && isMeant(exchange, account),
      );
      return json(
        200,
        found.map((account) => userJson(account, exchange.view)),
      );
    },
  },
  {
    method: 'GET',
    path: '/users/search',
    operation: 'getAllUsers',
    isWrite: false,
    answer: (exchange) => json(200, usersJson(exchange, exchange.state.directory.site.accounts)),
  },
];

function usersJson(exchange: Exchange, accounts: readonly Account[]): JsonValue {
  return offsetPage(exchange, accounts, 50, MOST_USERS).items.map((account) => userJson(account, exchange.view));
}

/** Words are looked for at the beginning of the name's words and of the e-mail address, hidden or not. */
function isMeant({ query }: Exchange, account: Account): boolean {
  const accountId = query.get('accountId');
  if (accountId !== null) return account.accountId === accountId;
  const wanted = query.get('query')?.toLowerCase() ?? '';
  const words = [...account.displayName.toLowerCase().split(' '), account.displayName.toLowerCase(), account.email];
  return words.some((word) => word.startsWith(wanted));
}

function assignmentProject(exchange: Exchange): Project {
  const { state, query } = exchange;
  const issue = query.get('issueKey') ?? query.get('issueId');
  const asked = issue === null ? query.get('project') : seenIssue(exchange, issue).projectId;
  if (asked === null) throw new JiraRefusal(400, ["Either 'project' or 'issueKey' must be specified."]);
  const project = state.directory.project(asked);
  if (project === undefined) throw new JiraRefusal(404, [`No project could be found with key '${asked}'.`]);
  return project;
}
