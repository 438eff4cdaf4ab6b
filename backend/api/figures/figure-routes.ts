import { z } from 'zod';
import { type CallLimit, readCallLimits } from '../../application/index.js';
import { type Figures, readFigures, type Since } from '../../figures/index.js';
import { type Route, route } from '../http/index.js';
import { filterByIntegration } from '../integrations/filter-by-integration.js';

const DAYS = /^P(\d{1,2})D$/;
const moment = z.iso.datetime({ offset: true });

/** A moment, or so many days ago. */
const sinceWhen = z.string().transform((written, context): Since => {
  const days = DAYS.exec(written)?.[1];
  if (days !== undefined) return { days: Number(days) };
  const parsed = moment.safeParse(written);
  if (parsed.success) return new Date(parsed.data);
  context.addIssue({ code: 'custom', message: 'write a time as 2026-01-31T09:00:00Z, or days as P7D' });
  return z.NEVER;
});

const wanted = z.strictObject({
  since: sinceWhen.default({ days: 1 }),
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
        const figures = await readFigures(transaction, { since, integrationId });
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
