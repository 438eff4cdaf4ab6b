import { listMappedFields, requireSync } from '../../integrations/index.js';
import { named, type Route, route } from '../http/index.js';

/** By which names people know what the mapping carries over. */
export const fieldRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/integrations/{name}/fields',
    takes: { path: named },
    answer: async ({ path: { name }, application: { database } }) => ({
      body: await database.transaction('list mapped fields', async (transaction) => ({
        items: await listMappedFields(transaction, await requireSync(transaction, name)),
      })),
    }),
  }),
];
