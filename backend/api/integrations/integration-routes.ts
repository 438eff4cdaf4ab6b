import { z } from 'zod';
import { type IntegrationStatus, listIntegrationStatuses, pause, resume } from '../../application/index.js';
import { UnknownNameError } from '../../shared/index.js';
import type { Database } from '../../storage/index.js';
import { listed, named, pageOf, paging, type Route, route } from '../http/index.js';

const byName = z.strictObject(paging(z.string()));

const DEEDS = { pause, resume };

export const integrationRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/integrations',
    takes: { query: byName },
    answer: async ({ query, application: { database } }) => {
      const found = await database.transaction('list integrations', (transaction) =>
        listIntegrationStatuses(transaction, { page: pageOf(query) }),
      );
      return { body: listed(found, query.limit, { show: (each) => each, place: ({ name }) => name }) };
    },
  }),
  route({
    method: 'get',
    path: '/integrations/{name}',
    takes: { path: named },
    answer: async ({ path: { name }, application: { database } }) => ({
      body: await requireIntegrationStatus(database, name),
    }),
  }),
  ...(['pause', 'resume'] as const).map((deed) =>
    route({
      method: 'post',
      path: `/integrations/{name}/${deed}`,
      // Whatever the licence, a person can stop what writes into his tools.
      changes: deed !== 'pause',
      takes: { path: named },
      answer: async ({ path: { name }, application }) => {
        await DEEDS[deed](application, { name, kind: 'integration' });
        return { body: await requireIntegrationStatus(application.database, name) };
      },
    }),
  ),
];

async function requireIntegrationStatus(database: Database, name: string): Promise<IntegrationStatus> {
  const [found] = await database.transaction('find integration', (transaction) =>
    listIntegrationStatuses(transaction, { name, page: { after: null, limit: 1 } }),
  );
  if (found === undefined) throw new UnknownNameError(`there is no integration ${name}`);
  return found;
}
