import { z } from 'zod';
import { json, type SandboxResponse } from '../../http/index.js';
import { type Endpoint, type Exchange, listParameter, numberParameter, readBody } from '../endpoints/exchange.js';
import { compileJql, type JqlContext, parseJql } from '../jql/index.js';
import { visibleProjectIds } from '../permissions.js';
import { issueJson, selectFields } from '../render/index.js';
import { countIssues, searchIssues } from '../search/index.js';
import { nowMs } from '../state.js';

const USUAL_PAGE = 50;
/** More is cut to it silently; an administrator may set another number. */
const LARGEST_PAGE = 1000;

/** Nothing else is taken: a member that the server does not know refuses the request. */
const searchBody = z.strictObject({
  jql: z.string().optional(),
  startAt: z.number().int().optional(),
  maxResults: z.number().int().optional(),
  fields: z.array(z.string()).optional(),
  expand: z.array(z.string()).optional(),
  validateQuery: z.boolean().optional(),
});

export const searchEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/search',
    operation: 'search_1',
    isWrite: false,
    answer(exchange) {
      const { query } = exchange;
      return answerSearch(exchange, {
        jql: query.get('jql') ?? '',
        startAt: numberParameter(query, 'startAt', 0),
        maxResults: numberParameter(query, 'maxResults', USUAL_PAGE),
        fields: listParameter(query, 'fields'),
        expand: listParameter(query, 'expand'),
        validateQuery: query.get('validateQuery') !== 'false',
      });
    },
  },
  {
    method: 'POST',
    path: '/search',
    operation: 'searchUsingSearchRequest',
    isWrite: false,
    answer: (exchange) => answerSearch(exchange, readBody(exchange, searchBody)),
  },
];

function answerSearch(exchange: Exchange, body: z.infer<typeof searchBody>): SandboxResponse {
  const { jql = '', startAt = 0, maxResults = USUAL_PAGE, fields = [], expand = [], validateQuery = true } = body;
  const { state, view } = exchange;
  const context: JqlContext = {
    directory: state.directory,
    store: state.store,
    account: exchange.account,
    visibleProjectIds: visibleProjectIds(state, exchange.account),
    nowMs: nowMs(state),
    timeZone: view.profileTimeZone,
    ignoresMissingIssues: !validateQuery,
  };
  const query = compileJql(parseJql(jql), context);
  const first = shifted(exchange, startAt);
  const limit = shortened(exchange, Math.min(LARGEST_PAGE, Math.max(0, maxResults)));
  const { records } = searchIssues({ query, context, limit: first + limit, reconciled: new Set() });
  const options = {
    selection: selectFields(fields.length === 0 ? ['*navigable'] : fields, state.directory),
    ...(expand.includes('changelog') ? { changelogEntries: Number.MAX_SAFE_INTEGER } : {}),
  };
  return json(200, {
    expand: 'schema,names',
    startAt,
    maxResults: limit,
    total: countIssues(query, context),
    issues: records.slice(first).map((record) => issueJson(record, view, options)),
  });
}

/** B4: what lies before an offset has become more or less since the page before. */
function shifted({ state, occasion }: Exchange, startAt: number): number {
  if (startAt === 0) return 0;
  const manner = state.manners.draw('B4', occasion);
  return manner === undefined ? startAt : Math.max(0, startAt + manner.shift);
}

/** B5: fewer than asked, though more follow. */
function shortened({ state, occasion }: Exchange, limit: number): number {
  if (limit < 2 || state.manners.draw('B5', occasion) === undefined) return limit;
  return 2 + Math.floor(state.random() * limit * 0.5);
}
