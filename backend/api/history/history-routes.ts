import { z } from 'zod';
import { getHistoryLine, pageHistory, type StoredLine } from '../../history/index.js';
import { integrationNames } from '../../integrations/index.js';
import { UnknownNameError } from '../../shared/index.js';
import { listed, numberId, numberPlace, pageOf, paging, type Route, route } from '../http/index.js';
import { filterByIntegration } from '../integrations/filter-by-integration.js';

const filters = z.strictObject({
  ...paging(numberPlace),
  integration: z.string().optional(),
  link: z.uuid('write the id of a link').optional(),
  run: z.uuid('write the id of a run').optional(),
});

export const historyRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/history',
    takes: { query: filters },
    answer: async ({ query, application: { database } }) =>
      database.transaction('list history', async (transaction) => {
        const integrationId = await filterByIntegration(transaction, query.integration);
        const found = await pageHistory(
          transaction,
          { integrationId, linkId: query.link, runId: query.run },
          pageOf(query),
        );
        const names = await integrationNames(
          transaction,
          found.map((line) => line.integrationId),
        );
        return { body: listed(found, query.limit, { show: (each) => shown(each, names), place: ({ id }) => id }) };
      }),
  }),
  route({
    method: 'get',
    path: '/history/{id}',
    takes: { path: numberId },
    answer: async ({ path: { id }, application: { database } }) =>
      database.transaction('get line', async (transaction) => {
        const line = await getHistoryLine(transaction, id);
        if (line === null) throw new UnknownNameError(`there is no line ${id} of history`);
        return { body: shown(line, await integrationNames(transaction, [line.integrationId])) };
      }),
  }),
];

function shown(line: StoredLine, names: ReadonlyMap<string, string>) {
  const { id, at, integrationId, linkId, runId, kind, side, field, before, after, message, cause } = line;
  return {
    id,
    at,
    integration: names.get(integrationId) ?? null,
    link: linkId,
    run: runId,
    kind,
    side,
    field,
    before,
    after,
    message,
    cause,
  };
}
