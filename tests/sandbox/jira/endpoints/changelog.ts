import { json } from '../../http/index.js';
import { seenIssue } from '../permissions.js';
import { historyJson } from '../render/index.js';
import { type Endpoint, parameter } from './exchange.js';
import { offsetPage, pageJson } from './offset-page.js';

export const changelogEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/issue/{issueIdOrKey}/changelog',
    operation: 'getChangeLogs',
    isWrite: false,
    answer(exchange) {
      const { history } = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
      const page = offsetPage(exchange, history, 100);
      return json(
        200,
        pageJson(exchange, page, (entry) => historyJson(entry, exchange.view)),
      );
    },
  },
];
