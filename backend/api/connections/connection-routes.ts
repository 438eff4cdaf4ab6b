import { z } from 'zod';
import { listConnectionStatuses, pause, rebind, resume } from '../../application/index.js';
import { listed, named, pageOf, paging, type Route, route } from '../http/index.js';
import { configureRoutes } from './configure-routes.js';
import { doctorRoutes } from './doctor-routes.js';
import { requireConnection } from './require-connection.js';

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
  ...configureRoutes,
  ...doctorRoutes,
];
