import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const rows = () => world.serviceNow.people.rows('incident');

async function linked(count = 2): Promise<void> {
  for (let n = 1; n <= count; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  await world.run('onboarding');
  world.clock.advance(600_000);
}

// Red without: the overlap (queryOf in streams/plan-streams.ts).
test('B1: what search shows two minutes late is found, though polls have gone past its time', async () => {
  await linked();
  world.jira.manners.set('B1', { delayMs: 120_000, times: 1 });
  world.jira.edit('BENCH-1', { summary: 'Late in the index' });
  world.jira.manners.clear('B1');
  world.clock.advance(61_000);
  world.jira.edit('BENCH-2', { summary: 'In time' });
  await world.run('incremental');
  expect(world.incident('BENCH-1').short_description).toBe('Ticket 1');
  expect(world.incident('BENCH-2').short_description).toBe('In time');
  world.clock.advance(120_000);
  await world.run('incremental');
  expect(world.incident('BENCH-1').short_description).toBe('Late in the index');
});

// Red without: the comparison of version times in dropSeen (changes/ledger.ts).
test('B1: an older state that search still shows is no change', async () => {
  await linked();
  world.jira.manners.set('B1', { delayMs: 60_000 });
  const { sys_id = '' } = world.incident('BENCH-2');
  world.serviceNow.people.edit('incident', sys_id, { short_description: 'From there' });
  await world.run('incremental');
  expect(await world.run('incremental')).toMatchObject({ counters: { read: 0 } });
  expect(world.jira.issue('BENCH-2').fields.summary).toBe('From there');
});

// Red without: the account's zone in momentLiteral (connectors/jira/jql.ts).
test('B2: edits in the repeated hour are found, in the zone of the account', async () => {
  // New York puts its clocks back on 1 November 2026 at 06:00 UTC.
  world.clock.advance(Date.parse('2026-11-01T04:30:00Z') - world.clock.now().getTime());
  world.jira.manners.set('B2', { timeZone: 'America/New_York' });
  await linked();
  for (const [n, at] of ['05:40', '05:58', '06:02', '06:40', '07:05'].entries()) {
    world.clock.advance(Math.max(0, Date.parse(`2026-11-01T${at}:30Z`) - world.clock.now().getTime()));
    world.jira.edit('BENCH-1', { summary: `Edit ${n} at ${at}` });
    await world.run('incremental');
    expect(world.incident('BENCH-1').short_description).toBe(`Edit ${n} at ${at}`);
  }
});

// Red without: the modification count in the version (itemReference in connectors/servicenow/item-reference.ts).
test('B3: two edits of one second, read in between, both arrive; sixteen items of one second are all found', async () => {
  for (let n = 1; n <= 16; n += 1) world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  await world.run('onboarding');
  await world.run('incremental');
  expect(world.jira.issues()).toHaveLength(16);
  world.clock.advance(600_000);
  world.serviceNow.manners.set('B3', { seconds: 60 });
  const id = String(world.incident('BENCH-1').sys_id);
  world.serviceNow.people.edit('incident', id, { short_description: 'First of the second' });
  await world.run('incremental');
  world.serviceNow.people.edit('incident', id, { short_description: 'Second of the second' });
  await world.run('incremental');
  expect(world.jira.issue('BENCH-1').fields.summary).toBe('Second of the second');
});

// Red without: the keyset (conditionsOf in connectors/servicenow/page.ts).
test('B4: a listing that shifts while it is read skips nobody and doubles nobody', async () => {
  for (let n = 1; n <= 12; n += 1) world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  world.serviceNow.manners.set('B4', { rows: 1 });
  world.serviceNow.manners.set('B5', { limit: 3 });
  await world.run('onboarding');
  expect(
    world.jira
      .issues()
      .map(({ fields }) => fields.summary)
      .sort(),
  ).toEqual(
    rows()
      .map(({ short_description }) => short_description)
      .sort(),
  );
});

// Red without: the tool's own word for the last page (nextPage in connectors/jira/items/search.ts).
test('B5: pages shorter than asked, on both sides, are no end', async () => {
  for (let n = 1; n <= 7; n += 1) {
    world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
    world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  }
  world.jira.manners.set('B5');
  world.serviceNow.manners.set('B5', { limit: 2 });
  await world.run('onboarding');
  expect(world.jira.issues()).toHaveLength(14);
  expect(rows()).toHaveLength(14);
  expect(await world.links()).toHaveLength(14);
});

// Red without: a whole reading that goes by no version (storePage in streams/read-stream.ts).
test('B19: what changes without a new version is found by the nightly run', async () => {
  await linked();
  world.jira.manners.set('B19', { fields: ['summary'] });
  world.jira.edit('BENCH-1', { summary: 'Silently' });
  await world.run('incremental');
  await world.run('reconcile');
  expect(world.incident('BENCH-1').short_description).toBe('Silently');
});

// Red without: instants in UTC (versionAt in connectors/jira/items/to-item.ts).
test('B23: dates in any zone, numbers as strings and references as objects mean the same', async () => {
  world.jira.manners.set('B23');
  world.serviceNow.manners.set('B23');
  await linked();
  world.jira.edit('BENCH-1', { summary: 'Edited', priority: 'High' });
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Edited', priority: '2' });
  world.clock.advance(60_000);
  expect(await world.run('incremental')).toMatchObject({ counters: { read: 0, updated: 0, held: 0 } });
});
