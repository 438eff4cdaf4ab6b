import { z } from 'zod';
import { integrationNames } from '../../integrations/index.js';
import { getRun, pageRuns, readProgress, runMode, runState } from '../../runs/index.js';
import { UnknownNameError } from '../../shared/index.js';
import { listed, pageOf, paging, type Route, route, timePlace, uuidId } from '../http/index.js';
import { filterByIntegration } from '../integrations/filter-by-integration.js';
import { requestRunRoute } from './request-run-route.js';
import { shownRun } from './shown-run.js';

const filters = z.strictObject({
  ...paging(timePlace),
  integration: z.string().optional(),
  mode: runMode.optional(),
  state: runState.optional(),
});

export const runRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/runs',
    takes: { query: filters },
    answer: async ({ query, application: { database } }) =>
      database.transaction('list runs', async (transaction) => {
        const integrationId = await filterByIntegration(transaction, query.integration);
        const found = await pageRuns(transaction, { ...query, integrationId }, pageOf(query));
        const names = await integrationNames(
          transaction,
          found.map(({ run }) => run.integrationId),
        );
        return {
          body: listed(found, query.limit, { show: ({ run }) => shownRun(run, names), place: ({ place }) => place }),
        };
      }),
  }),
  route({
    method: 'get',
    path: '/runs/{id}',
    takes: { path: uuidId },
    answer: async ({ path: { id }, application: { database } }) =>
      database.transaction('read run', async (transaction) => {
        const run = await getRun(transaction, id);
        const progress = await readProgress(transaction, id);
        if (run === null || progress === null) throw new UnknownNameError(`there is no run ${id}`);
        const { found, waiting, done, total, ratePerMinute, remainingSeconds } = progress;
        const names = await integrationNames(transaction, [run.integrationId]);
        return {
          body: { ...shownRun(run, names), progress: { found, waiting, done, total, ratePerMinute, remainingSeconds } },
        };
      }),
  }),
  requestRunRoute,
];
