import { expect, test } from 'vitest';
import { mergeOldFigures } from '../../../backend/figures/index.js';
import { apiBench } from './support/api-bench.js';

const bench = apiBench();

interface Tally {
  readonly created: number;
  readonly updated: number;
  readonly delay: { readonly count: number; readonly p50Ms: number | null; readonly p95Ms: number | null };
  readonly calls: { readonly reads: number; readonly writes: number };
}
interface Figures {
  readonly since: string;
  readonly until: string;
  readonly stretchSeconds: number;
  readonly total: Tally;
  readonly stretches: readonly (Tally & { readonly at: string })[];
  readonly integrations: readonly (Tally & { readonly integration: string; readonly callsPerItem: number | null })[];
  readonly connections: readonly {
    readonly connection: string;
    readonly limitPerSecond: number | null;
    readonly busiestPerSecond: number;
    readonly calls: Tally['calls'];
  }[];
}

const DAY_MS = 86_400_000;

async function figures(query = ''): Promise<Figures> {
  const { status, body } = await bench.get<Figures>(`/figures${query}`);
  expect(status).toBe(200);
  return body;
}

async function changedAndCarriedAfter(delayMs: number): Promise<void> {
  const { world } = bench;
  world.clock.advance(60_000);
  const issue = world.jira.createIssue({ project: 'BENCH', summary: 'The lift stands still' });
  expect(issue).toBeDefined();
  world.clock.advance(delayMs);
  await world.run('incremental');
}

// Red without: `carriedFrom` in backend/writes/close-create.ts, or the condition on `onboarded_at` in backend/figures/count-figures.ts.
test('what was created is counted, and how long the change was under way but where nobody waited for it', async () => {
  bench.world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  bench.world.clock.advance(3_600_000);
  await bench.world.run('onboarding');
  const { total: onboarded } = await figures();
  expect(onboarded).toMatchObject({ created: 1, delay: { count: 0, p50Ms: null, p95Ms: null } });
  await changedAndCarriedAfter(20_000);
  const { total, stretches, stretchSeconds } = await figures();
  expect(total).toMatchObject({ created: 2, delay: { count: 1 } });
  expect(total.delay.p50Ms).toBeGreaterThan(16_000);
  expect(total.delay.p50Ms).toBeLessThan(24_000);
  expect(stretchSeconds).toBe(300);
  expect(stretches.reduce((sum, { created }) => sum + created, 0)).toBe(2);
});

// Red without: taking off what the run's row says already in backend/figures/count-figures.ts: batches and the end count the same calls.
test('each call of a run is counted once, and held against what the connection may ask', async () => {
  bench.world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  const { calls } = await bench.world.run('onboarding');
  const { connections, integrations } = await figures();
  expect(connections.map(({ connection, calls: counted }) => [connection, counted])).toEqual(Object.entries(calls));
  const made = Object.values(calls).reduce((sum, { reads, writes }) => sum + reads + writes, 0);
  expect(integrations).toMatchObject([{ integration: 'incidents', callsPerItem: made }]);
  expect(connections[0]).toMatchObject({ connection: 'jira', limitPerSecond: 1000 });
  expect(connections[0]?.busiestPerSecond).toBeGreaterThan(0);
});

// Red without: the merge in backend/figures/merge-old-figures.ts adding to what is there.
test('the past is told by the hour and the day, and nothing is lost by the merging', async () => {
  await bench.world.sql(
    `insert into figures (integration_id, began_at, figure, count)
     select id, date_bin('5 minutes', syncline_now(), timestamptz 'epoch') - n * interval '5 minutes', 'updated', 1
       from integrations, generate_series(0, 12 * 24 * 100) n`,
  );
  const quarter = `?since=${encodeURIComponent(new Date(bench.world.clock.now().getTime() - 400 * DAY_MS).toISOString())}`;
  const before = await figures(quarter);
  expect(before.stretchSeconds).toBe(86_400);
  await bench.world.database.transaction('merge', mergeOldFigures);
  await bench.world.database.transaction('merge again', mergeOldFigures);
  const after = await figures(quarter);
  expect(after.total).toEqual(before.total);
  expect(after.stretches).toEqual(before.stretches);
  const [kept] = await bench.world.sql('select count(*)::int as count from figures');
  // 27 hours of five minutes, as many hours as nine days have, and a day each for the rest
  expect(Number(kept?.count)).toBeLessThan(28 * 12 + 9 * 24 + 92);
  const day = await figures();
  expect(day.total.updated).toBe(24 * 12 + 1);
});

test('of one integration alone, and what is no time is refused', async () => {
  expect((await figures('?integration=incidents')).integrations).toHaveLength(1);
  expect((await bench.get('/figures?integration=nobodys')).status).toBe(404);
  expect((await bench.get('/figures?since=yesterday')).status).toBe(400);
  expect((await figures('?since=P7D')).stretchSeconds).toBe(3_600);
});
