import { z } from 'zod';
import { integrationNames } from '../../integrations/index.js';
import { getRun } from '../../runs/index.js';
import { UnknownNameError } from '../../shared/index.js';
import { pageWrites, type WriteStatus, writeState } from '../../writes/index.js';
import { listed, pageOf, paging, type Route, route, timePlace } from '../http/index.js';

const filters = z.strictObject({
  ...paging(timePlace),
  run: z.uuid('write the id of a run'),
  state: writeState.optional(),
});

/** What runs have written, or were about to. */
export const writeRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/writes',
    takes: { query: filters },
    answer: async ({ query, application: { database } }) =>
      database.transaction('list writes', async (transaction) => {
        const run = await getRun(transaction, query.run);
        if (run === null) throw new UnknownNameError(`there is no run ${query.run}`);
        const names = await integrationNames(transaction, [run.integrationId]);
        const found = await pageWrites(transaction, { runId: run.id, state: query.state }, pageOf(query));
        return {
          body: listed(found, query.limit, { show: ({ write }) => shown(write, names), place: ({ place }) => place }),
        };
      }),
  }),
];

function shown({ integrationId, runId, linkId, ...write }: WriteStatus, names: ReadonlyMap<string, string>) {
  return { ...write, integration: names.get(integrationId) ?? null, run: runId, link: linkId };
}
