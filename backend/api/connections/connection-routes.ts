import { z } from 'zod';
import { type ConnectionStatus, listConnectionStatuses, pause, rebind, resume } from '../../application/index.js';
import { UnknownNameError } from '../../shared/index.js';
import type { Database } from '../../storage/index.js';
import { listed, named, pageOf, paging, type Route, route } from '../http/index.js';

const byName = z.strictObject(paging(z.string()));

const DEEDS = { pause, resume };

export const connectionRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/connections',
    takes: { query: byName },
    answer: async ({ query, application: { database } }) => {
      const found = await database.transaction('list connections', (transaction) =>
        listConnectionStatuses(transaction, { page: pageOf(query) }),
      );
      return { body: listed(found, query.limit, { show: (each) => each, place: ({ name }) => name }) };
    },
  }),
  route({
    method: 'get',
    path: '/connections/{name}',
    takes: { path: named },
    answer: async ({ path: { name }, application: { database } }) => ({
      body: await requireConnection(database, name),
    }),
  }),
  ...(['pause', 'resume'] as const).map((deed) =>
    route({
      method: 'post',
      path: `/connections/{name}/${deed}`,
      ofWholeTenant: true,
      // Whatever the licence, a person can stop what writes into his tools.
      changes: deed !== 'pause',
      takes: { path: named },
      answer: async ({ path: { name }, application }) => {
        await DEEDS[deed](application, { name, kind: 'connection' });
        return { body: await requireConnection(application.database, name) };
      },
    }),
  ),
  route({
    method: 'post',
    path: '/connections/{name}/rebind',
    needs: 'administrator',
    ofWholeTenant: true,
    takes: { path: named },
    answer: async ({ path: { name }, application, signal }) => ({ body: await rebind(application, name, signal) }),
  }),
];

async function requireConnection(database: Database, name: string): Promise<ConnectionStatus> {
  const [found] = await database.transaction('find connection', (transaction) =>
    listConnectionStatuses(transaction, { name, page: { after: null, limit: 1 } }),
  );
  if (found === undefined) throw new UnknownNameError(`there is no connection ${name}`);
  return found;
}
