import { z } from 'zod';
import { mendVerification, planMending, requestVerification, stopVerification } from '../../application/index.js';
import { integrationNames } from '../../integrations/index.js';
import type { Database, Transaction } from '../../storage/index.js';
import {
  findingKinds,
  getVerification,
  pageFindings,
  pageVerifications,
  type Verification,
} from '../../verification/index.js';
import { listed, named, numberPlace, pageOf, paging, type Route, route, timePlace, uuidId } from '../http/index.js';
import { filterByIntegration } from '../integrations/filter-by-integration.js';
import { shownVerification } from './shown-verification.js';

const filters = z.strictObject({ ...paging(timePlace), integration: z.string().optional() });
const findingFilters = z.strictObject({ ...paging(numberPlace), kind: z.enum(findingKinds).optional() });

/** Whatever the licence, everything can be verified; only what mends changes anything. */
export const verificationRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/verifications',
    takes: { query: filters },
    answer: async ({ query, application: { database } }) =>
      database.transaction('list verifications', async (transaction) => {
        const integrationId = await filterByIntegration(transaction, query.integration);
        const found = await pageVerifications(transaction, { integrationId }, pageOf(query));
        const ids = found.map(({ verification }) => verification.integrationId);
        const names = await integrationNames(transaction, ids);
        const show = ({ verification }: (typeof found)[number]) => shownVerification(verification, names);
        return { body: listed(found, query.limit, { show, place: ({ place }) => place }) };
      }),
  }),
  route({
    method: 'post',
    path: '/integrations/{name}/verifications',
    changes: false,
    takes: { path: named },
    answer: async ({ path: { name }, application }) => {
      const { verification, isNew } = await requestVerification(application, name);
      const location = `/api/v1/verifications/${verification.id}`;
      return { status: isNew ? 201 : 200, location, body: await withName(application.database, verification) };
    },
  }),
  route({
    method: 'get',
    path: '/verifications/{id}',
    takes: { path: uuidId },
    answer: async ({ path: { id }, application: { database } }) => ({
      body: await database.transaction('get verification', async (transaction) =>
        shown(transaction, await getVerification(transaction, id)),
      ),
    }),
  }),
  route({
    method: 'get',
    path: '/verifications/{id}/findings',
    takes: { path: uuidId, query: findingFilters },
    answer: async ({ path: { id }, query, application: { database } }) =>
      database.transaction('list findings', async (transaction) => {
        await getVerification(transaction, id);
        const found = await pageFindings(transaction, { verificationId: id, kind: query.kind }, pageOf(query));
        return {
          body: listed(found, query.limit, {
            show: ({ linkId, position, ...finding }) => ({ ...finding, number: position, link: linkId }),
            place: ({ position }) => String(position),
          }),
        };
      }),
  }),
  route({
    method: 'post',
    path: '/verifications/{id}/stop',
    changes: false,
    takes: { path: uuidId },
    answer: async ({ path: { id }, application }) => ({
      body: await withName(application.database, await stopVerification(application, id)),
    }),
  }),
  route({
    method: 'get',
    path: '/verifications/{id}/mending',
    takes: { path: uuidId },
    answer: async ({ path: { id }, application: { database } }) =>
      database.transaction('plan mending', async (transaction) => {
        const { verification, items, refused } = await planMending(transaction, id);
        return { body: { items, refused, verification: await shown(transaction, verification) } };
      }),
  }),
  route({
    method: 'post',
    path: '/verifications/{id}/mend',
    takes: { path: uuidId },
    answer: async ({ path: { id }, application }) => {
      const { run, items } = await mendVerification(application, id);
      return { body: { run: run.id, items } };
    },
  }),
];

async function shown(transaction: Transaction, verification: Verification) {
  return shownVerification(verification, await integrationNames(transaction, [verification.integrationId]));
}

function withName(database: Database, verification: Verification) {
  return database.transaction('name integration', (transaction) => shown(transaction, verification));
}
