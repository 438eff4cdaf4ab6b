import { z } from 'zod';
import { findLastEdits, pageConflicts, shownConflict, withPairs } from '../../conflicts/index.js';
import { requireSync } from '../../integrations/index.js';
import { listed, numberId, numberPlace, pageOf, paging, type Route, route } from '../http/index.js';
import { filterByIntegration } from '../integrations/filter-by-integration.js';
import { answerRoute } from './answer-route.js';
import { requireConflict, showConflict } from './show-conflict.js';

const filters = z.strictObject({
  ...paging(numberPlace),
  integration: z.string().optional(),
  link: z.uuid('write the id of a link').optional(),
  state: z.enum(['open', 'answered', 'closed']).optional(),
});

export const conflictRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/conflicts',
    takes: { query: filters },
    answer: async ({ query, application: { database } }) =>
      database.transaction('list conflicts', async (transaction) => {
        const integrationId = await filterByIntegration(transaction, query.integration);
        const conflicts = await pageConflicts(
          transaction,
          { integrationId, linkId: query.link, state: query.state },
          pageOf(query),
        );
        const found = await withPairs(transaction, conflicts);
        return { body: listed(found, query.limit, { show: shownConflict, place: ({ conflict }) => conflict.id }) };
      }),
  }),
  route({
    method: 'get',
    path: '/conflicts/{id}',
    takes: { path: numberId },
    answer: async ({ path: { id }, application: { database } }) => ({ body: await showConflict(database, id) }),
  }),
  route({
    method: 'get',
    path: '/conflicts/{id}/edits',
    takes: { path: numberId },
    answer: async ({ path: { id }, application, signal }) => {
      const { entry, integration } = await application.database.transaction('find conflict', async (transaction) => {
        const found = await requireConflict(transaction, id);
        return { entry: found, integration: await requireSync(transaction, found.pair.integration) };
      });
      return { body: await findLastEdits(application, integration, entry, signal) };
    },
  }),
  answerRoute,
];
