import { z } from 'zod';
import { type CallLimit, readCallLimits } from '../../application/index.js';
import { type Figures, readFigures } from '../../figures/index.js';
import { type Route, route } from '../http/index.js';
import { filterByIntegration } from '../integrations/filter-by-integration.js';

const wanted = z.strictObject({
  since: z.iso.datetime({ offset: true, error: 'write a time as 2026-01-31T09:00:00Z' }).optional(),
  integration: z.string().optional(),
});

export const figureRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/figures',
    takes: { query: wanted },
    answer: async ({ query: { since, integration }, application }) =>
      application.database.transaction('read figures', async (transaction) => {
        const integrationId = await filterByIntegration(transaction, integration);
        const asked = { since: since === undefined ? null : new Date(since), integrationId };
        const figures = await readFigures(transaction, asked);
        return { body: shown(figures, await readCallLimits(transaction, application)) };
      }),
  }),
];

function shown(
  { integrations, connections, stretchSeconds, ...rest }: Figures,
  limits: ReadonlyMap<string, CallLimit>,
) {
  return {
    ...rest,
    stretchSeconds,
    integrations: integrations.map((each) => ({ ...each, callsPerItem: callsPerItem(each) })),
    connections: connections.map((each) => ({
      ...each,
      limitPerSecond: limits.get(each.connection)?.perSecond ?? null,
      limitedUntil: limits.get(each.connection)?.limitedUntil ?? null,
      busiestPerSecond: Math.max(0, ...each.stretches.map(({ reads, writes }) => reads + writes)) / stretchSeconds,
    })),
  };
}

function callsPerItem({ created, updated, calls }: Figures['integrations'][number]): number | null {
  const items = created + updated;
  return items === 0 ? null : (calls.reads + calls.writes) / items;
}
