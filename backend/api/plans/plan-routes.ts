import { z } from 'zod';
import { requireSync } from '../../integrations/index.js';
import { getPlan, makePlan, pagePlannedWrites, pagePlans } from '../../plans/index.js';
import { listed, named, pageOf, paging, type Route, route, timePlace, uuidId } from '../http/index.js';
import { filterByIntegration } from '../integrations/filter-by-integration.js';

const place = z.int().nonnegative();
const ofWrites = z.strictObject({ ...paging(place), kind: z.enum(['create', 'update', 'comment']).optional() });
const filters = z.strictObject({ ...paging(timePlace), integration: z.string().optional() });

/** Plans hold content of items: lists leave it out. */
export const planRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/plans',
    takes: { query: filters },
    answer: async ({ query, application: { database } }) =>
      database.transaction('list plans', async (transaction) => {
        const integrationId = await filterByIntegration(transaction, query.integration);
        const found = await pagePlans(transaction, { integrationId }, pageOf(query));
        return { body: listed(found, query.limit, { show: ({ plan }) => plan, place: ({ place }) => place }) };
      }),
  }),
  route({
    method: 'get',
    path: '/plans/{id}',
    takes: { path: uuidId },
    answer: async ({ path: { id }, application: { database } }) => ({
      body: await database.transaction('get plan', (transaction) => getPlan(transaction, id)),
    }),
  }),
  route({
    method: 'get',
    path: '/plans/{id}/writes',
    takes: { path: uuidId, query: ofWrites },
    answer: async ({ path: { id }, query, application: { database } }) => {
      const found = await database.transaction('page planned writes', (transaction) =>
        pagePlannedWrites(transaction, id, query, pageOf(query)),
      );
      return { body: listed(found, query.limit, { show: ({ write }) => write, place: (each) => each.place }) };
    },
  }),
  route({
    method: 'post',
    path: '/integrations/{name}/plans',
    // Says what a run would write.
    changes: false,
    takes: { path: named },
    answer: async ({ path: { name }, application, signal }) => {
      const integration = await application.database.transaction('find integration', (transaction) =>
        requireSync(transaction, name),
      );
      const worker = await application.startWorker();
      try {
        const plan = await makePlan(worker.engine, integration, AbortSignal.any([signal, worker.lost]));
        return { status: 201, body: plan, location: `/api/v1/plans/${plan.id}` };
      } finally {
        await worker.stop();
      }
    },
  }),
];
