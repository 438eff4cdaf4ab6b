import { z } from 'zod';
import { unlink } from '../../application/index.js';
import { listHistory, verifyChain } from '../../history/index.js';
import { integrationNames } from '../../integrations/index.js';
import { getLink, type LinkStatus, linkState, pageLinks } from '../../links/index.js';
import { UnknownNameError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { listed, pageOf, paging, type Route, route, timePlace, uuidId } from '../http/index.js';
import { filterByIntegration } from '../integrations/filter-by-integration.js';

const filters = z.strictObject({
  ...paging(timePlace),
  integration: z.string().optional(),
  item: z.string().min(1).optional(),
  search: z.string().min(1).max(255).optional(),
  state: linkState.optional(),
});

export const linkRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/links',
    takes: { query: filters },
    answer: async ({ query, application: { database } }) =>
      database.transaction('list links', async (transaction) => {
        const integrationId = await filterByIntegration(transaction, query.integration);
        const { item, search, state } = query;
        const found = await pageLinks(transaction, { integrationId, item, search, state }, pageOf(query));
        const names = await integrationNames(
          transaction,
          found.map(({ link }) => link.integrationId),
        );
        return {
          body: listed(found, query.limit, { show: ({ link }) => shown(link, names), place: ({ place }) => place }),
        };
      }),
  }),
  route({
    method: 'get',
    path: '/links/{id}',
    takes: { path: uuidId },
    answer: async ({ path: { id }, application: { database } }) =>
      database.transaction('get link', async (transaction) => {
        const link = await requireLink(transaction, id);
        return { body: shown(link, await integrationNames(transaction, [link.integrationId])) };
      }),
  }),
  route({
    method: 'get',
    path: '/links/{id}/proof',
    takes: { path: uuidId },
    answer: async ({ path: { id }, application: { database } }) =>
      database.transaction('prove history', async (transaction) => {
        const link = await requireLink(transaction, id);
        const lines = await listHistory(transaction, id);
        const fault = verifyChain(lines, link.historyHash);
        return { body: { lines: lines.length, isTrue: fault === null, fault } };
      }),
  }),
  route({
    method: 'post',
    path: '/links/{id}/unlink',
    takes: { path: uuidId },
    answer: async ({ path: { id }, application }) => {
      await unlink(application, { linkId: id });
      return application.database.transaction('get link', async (transaction) => {
        const link = await requireLink(transaction, id);
        return { body: shown(link, await integrationNames(transaction, [link.integrationId])) };
      });
    },
  }),
];

async function requireLink(transaction: Transaction, id: string): Promise<LinkStatus> {
  const link = await getLink(transaction, id);
  if (link === null) throw new UnknownNameError(`there is no link ${id}`);
  return link;
}

function shown(
  { integrationId, historyHash: _, ruleIndex: __, ...link }: LinkStatus,
  names: ReadonlyMap<string, string>,
) {
  return { ...link, integration: names.get(integrationId) ?? null };
}
