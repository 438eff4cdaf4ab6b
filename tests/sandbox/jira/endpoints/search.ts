import { z } from 'zod';
import type { JsonValue } from '../../../../backend/shared/index.js';
import { json, type SandboxResponse } from '../../http/index.js';
import { compileJql, type JqlContext, parseJql } from '../jql/index.js';
import { visibleProjectIds } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { type FieldSelection, issueJson, selectFields } from '../render/index.js';
import { countIssues, pageToken, readPageToken, searchIssues } from '../search/index.js';
import { nowMs } from '../state.js';
import { type Endpoint, type Exchange, listParameter, numberParameter, readBody } from './exchange.js';
import { searchEntry } from './search-entry.js';

const USUAL_PAGE = 50;
const MOST_RECONCILED = 50;
const MOST_PROPERTIES = 5;
/** "Up to": ids and keys alone, small fields alone, anything else. */
const LARGEST_PAGE = { bare: 5_000, small: 1_000, full: 100 } as const;
const CHANGELOG_ENTRIES = 100;

const searchBody = z.strictObject({
  jql: z.string().optional(),
  nextPageToken: z.string().optional(),
  maxResults: z.number().int().optional(),
  fields: z.array(z.string()).optional(),
  expand: z.string().optional(),
  properties: z.array(z.string()).optional(),
  fieldsByKeys: z.boolean().optional(),
  failFast: z.boolean().optional(),
  reconcileIssues: z.array(z.number().int()).optional(),
});

type SearchBody = z.infer<typeof searchBody>;

export const searchEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/search/jql',
    operation: 'searchAndReconsileIssuesUsingJql',
    isWrite: false,
    answer: (exchange) => answerSearch(exchange, fromQuery(exchange)),
  },
  {
    method: 'POST',
    path: '/search/jql',
    operation: 'searchAndReconsileIssuesUsingJqlPost',
    isWrite: false,
    answer: (exchange) => answerSearch(exchange, readBody(exchange, searchBody)),
  },
  {
    method: 'POST',
    path: '/search/approximate-count',
    operation: 'countIssues',
    isWrite: false,
    answer(exchange) {
      const { jql } = readBody(exchange, z.strictObject({ jql: z.string() }));
      const context = jqlContext(exchange);
      return json(200, { count: countIssues(boundedQuery(jql, context), context) });
    },
  },
];

function fromQuery({ query }: Exchange): SearchBody {
  const text = (name: 'jql' | 'nextPageToken' | 'expand') => {
    const value = query.get(name);
    return value === null ? {} : { [name]: value };
  };
  return {
    ...text('jql'),
    ...text('nextPageToken'),
    ...text('expand'),
    maxResults: numberParameter(query, 'maxResults', USUAL_PAGE),
    fields: listParameter(query, 'fields'),
    properties: listParameter(query, 'properties'),
    reconcileIssues: listParameter(query, 'reconcileIssues').map(Number),
  };
}

function answerSearch(exchange: Exchange, body: SearchBody): SandboxResponse {
  const { jql = '', maxResults = USUAL_PAGE, properties = [], reconcileIssues = [] } = body;
  const asked = body.fields === undefined || body.fields.length === 0 ? ['id'] : body.fields;
  demandLimits(maxResults, properties, reconcileIssues);
  const context = jqlContext(exchange);
  const query = boundedQuery(jql, context);
  const selection = selectFields(asked, exchange.state.directory);
  const hasChangelog = (body.expand ?? '').split(',').includes('changelog');
  const largest = hasChangelog || properties.length > 0 ? LARGEST_PAGE.full : largestPage(selection);
  const page = searchIssues({
    query,
    context,
    limit: shortened(exchange, Math.min(maxResults, largest)),
    ...(body.nextPageToken === undefined ? {} : { after: readPageToken(body.nextPageToken, jql, context.nowMs) }),
    reconciled: new Set(reconcileIssues),
  });
  const options = { selection, properties, ...(hasChangelog ? { changelogEntries: CHANGELOG_ENTRIES } : {}) };
  const issues: JsonValue[] = page.records.map((record) =>
    issueJson(searchEntry(exchange.state, record), exchange.view, options),
  );
  return json(200, {
    issues,
    ...(page.end === undefined ? {} : { nextPageToken: pageToken(jql, page.end, context.nowMs) }),
    isLast: page.end === undefined,
  });
}

function jqlContext({ state, account, view }: Exchange): JqlContext {
  return {
    directory: state.directory,
    store: state.store,
    account,
    visibleProjectIds: visibleProjectIds(state, account),
    nowMs: nowMs(state),
    timeZone: view.profileTimeZone,
  };
}

function boundedQuery(jql: string, context: JqlContext) {
  const query = parseJql(jql);
  if (query.where === undefined) {
    throw new JiraRefusal(400, [
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    ]);
  }
  return compileJql(query, context);
}

function demandLimits(maxResults: number, properties: readonly string[], reconciled: readonly number[]): void {
  if (maxResults < 1 || maxResults > LARGEST_PAGE.bare) {
    throw new JiraRefusal(400, [`The value of maxResults must be between 1 and ${LARGEST_PAGE.bare}.`]);
  }
  if (properties.length > MOST_PROPERTIES) {
    throw new JiraRefusal(400, [`The number of requested properties must not exceed ${MOST_PROPERTIES}.`]);
  }
  if (reconciled.length > MOST_RECONCILED) {
    throw new JiraRefusal(400, [`The number of issues to reconcile must not exceed ${MOST_RECONCILED}.`]);
  }
}

function largestPage({ fields, isBare }: FieldSelection): number {
  if (isBare) return LARGEST_PAGE.bare;
  return fields.every(({ isSmall }) => isSmall) ? LARGEST_PAGE.small : LARGEST_PAGE.full;
}

/** B5: fewer than asked, though more follow. */
function shortened({ state, occasion }: Exchange, limit: number): number {
  if (state.manners.draw('B5', occasion) === undefined) return limit;
  return 1 + Math.floor(state.random() * limit * 0.5);
}
