import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

async function linked(): Promise<void> {
  for (let n = 1; n <= 3; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  await world.run('onboarding');
  world.clock.advance(60_000);
}

// Red without: reading without the ledger (queryOf for reconcile in streams/plan-streams.ts).
test('a reconcile run finds what changed without a new version', async () => {
  await linked();
  world.jira.manners.set('B19', { fields: ['summary'] });
  world.jira.edit('BENCH-2', { summary: 'Changed in silence' });
  await world.run('incremental');
  expect(world.incident('BENCH-2')).toMatchObject({ short_description: 'Ticket 2' });
  await world.run('reconcile');
  expect(world.incident('BENCH-2')).toMatchObject({ short_description: 'Changed in silence' });
});

// Red without: the whole listing of a reconcile run (queryOf in streams/plan-streams.ts asking for what was updated).
test('a reconcile run finds what the index has shown too late for any poll', async () => {
  await linked();
  world.jira.manners.set('B1', { delayMs: 1_800_000, times: 1 });
  world.jira.edit('BENCH-1', { summary: 'Very late' });
  world.jira.manners.clear('B1');
  world.clock.advance(1_200_000);
  world.jira.edit('BENCH-2', { summary: 'In time' });
  await world.run('incremental');
  world.clock.advance(1_200_000);
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Ticket 1' });
  await world.run('reconcile');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Very late' });
});

// Red without: suspectUnlisted (runs/read-phase.ts).
test('a reconcile run suspects what is not listed any more', async () => {
  await linked();
  world.jira.remove('BENCH-2');
  await world.run('incremental');
  expect(await world.sql('select item_key from changes')).toEqual([]);
  await world.run('reconcile');
  const suspects = await world.sql(`select item_key from changes where kind = 'vanished'`);
  expect(suspects).toEqual([{ item_key: 'BENCH-2' }]);
});

// Red without: the reads of a quiet reconcile run being bulk reads (readBatchSize).
test('a reconcile run that finds nothing reads in bulk and writes nothing', async () => {
  await linked();
  await world.run('incremental');
  const run = await world.run('reconcile');
  expect(run).toMatchObject({ counters: { skipped: 3, updated: 0, created: 0, held: 0 } });
  expect(run.calls.jira?.reads).toBeLessThanOrEqual(5);
  expect(run.calls['service-now']?.reads).toBeLessThanOrEqual(5);
});

// Red without: insideFilter (changes/decide-unlinked.ts).
test('the filter decides what gets linked, and polls ask it of what is new', async () => {
  await world.redefine((definition) => ({ ...definition, left: { ...definition.left, filter: 'priority = High' } }));
  world.jira.createIssue({ project: 'BENCH', summary: 'Inside', priority: 'High' });
  world.jira.createIssue({ project: 'BENCH', summary: 'Outside', priority: 'Low' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.createIssue({ project: 'BENCH', summary: 'New inside', priority: 'High' });
  world.jira.createIssue({ project: 'BENCH', summary: 'New outside', priority: 'Low' });
  await world.run('incremental');
  const names = world.serviceNow.people.rows('incident').map(({ short_description }) => short_description);
  expect(names).toEqual(['Inside', 'New inside']);
});

// Red without: polls being read without the filter (queryOf in streams/plan-streams.ts).
test('a linked item follows though it leaves the filter', async () => {
  await world.redefine((definition) => ({ ...definition, left: { ...definition.left, filter: 'priority = High' } }));
  world.jira.createIssue({ project: 'BENCH', summary: 'Inside', priority: 'High' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Outside now', priority: 'Low' });
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Outside now', priority: '4' });
});

// Red without: reading without the ledger (queryOf for reconcile in streams/plan-streams.ts).
test('a widened filter takes in, by the next whole reading, what had been passed over', async () => {
  await world.redefine((definition) => ({ ...definition, left: { ...definition.left, filter: 'priority = High' } }));
  world.jira.createIssue({ project: 'BENCH', summary: 'Inside', priority: 'High' });
  world.jira.createIssue({ project: 'BENCH', summary: 'Outside', priority: 'Low' });
  await world.run('onboarding');
  await world.redefine((definition) => ({ ...definition, left: { ...definition.left, filter: null } }));
  world.clock.advance(3_600_000);
  await world.run('reconcile');
  expect(world.serviceNow.people.rows('incident')).toHaveLength(2);
});
