import { z } from 'zod';
import { getChange, pageChanges, type WaitingChange } from '../../changes/index.js';
import { integrationNames } from '../../integrations/index.js';
import { getRun, laneOf } from '../../runs/index.js';
import { UnknownNameError } from '../../shared/index.js';
import { listed, numberId, numberPlace, pageOf, paging, type Route, route, truth } from '../http/index.js';
import { filterByIntegration } from '../integrations/filter-by-integration.js';

const filters = z.strictObject({
  ...paging(numberPlace),
  integration: z.string().optional(),
  link: z.uuid('write the id of a link').optional(),
  run: z.uuid('write the id of a run').optional(),
  problem: truth.optional(),
});

export const changeRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/changes',
    takes: { query: filters },
    answer: async ({ query, application: { database } }) =>
      database.transaction('list changes', async (transaction) => {
        const integrationId = await filterByIntegration(transaction, query.integration);
        const run = query.run === undefined ? null : await getRun(transaction, query.run);
        if (query.run !== undefined && run === null) throw new UnknownNameError(`there is no run ${query.run}`);
        const found = await pageChanges(
          transaction,
          {
            integrationId,
            lane: run === null ? undefined : { integrationId: run.integrationId, name: laneOf(run) },
            linkId: query.link,
            hasProblem: query.problem,
          },
          pageOf(query),
        );
        const names = await integrationNames(
          transaction,
          found.map((change) => change.integrationId),
        );
        return { body: listed(found, query.limit, { show: (each) => shown(each, names), place: ({ id }) => id }) };
      }),
  }),
  route({
    method: 'get',
    path: '/changes/{id}',
    takes: { path: numberId },
    answer: async ({ path: { id }, application: { database } }) =>
      database.transaction('get change', async (transaction) => {
        const change = await getChange(transaction, id);
        if (change === null) throw new UnknownNameError(`there is no change ${id}; it may have been dealt with`);
        return { body: shown(change, await integrationNames(transaction, [change.integrationId])) };
      }),
  }),
];

function shown({ integrationId, ...change }: WaitingChange, names: ReadonlyMap<string, string>) {
  return { ...change, integration: names.get(integrationId) ?? null };
}
