import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Run } from '../../../backend/runs/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const ITEMS = 200;

function callsOf({ calls }: Run): number {
  return Object.values(calls).reduce((total, { reads, writes }) => total + reads + writes, 0);
}

async function onboarded(count = ITEMS): Promise<Run> {
  for (let n = 1; n <= count; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  const run = await world.run('onboarding');
  world.clock.advance(60_000);
  return run;
}

test('a create with plain fields costs at most 1.03 calls beyond what a run costs by itself', async () => {
  const empty = callsOf(await world.run('onboarding'));
  const run = await onboarded();
  expect(run).toMatchObject({ counters: { created: ITEMS, failed: 0, held: 0 } });
  expect(world.serviceNow.calls.of('createRecord')).toBe(ITEMS);
  expect((callsOf(run) - empty) / ITEMS).toBeLessThanOrEqual(1.03);
});

test('the second quiet cycle costs one call per stream and writes nothing', async () => {
  await onboarded(50);
  await world.run('incremental');
  const quiet = await world.run('incremental');
  expect(quiet.calls).toEqual({ jira: { reads: 1, writes: 0 }, 'service-now': { reads: 1, writes: 0 } });
});

test('of 5% changed and 5% changed in unmapped fields exactly the first are written', async () => {
  await onboarded();
  await world.run('incremental');
  world.serviceNow.calls.reset();
  world.jira.calls.reset();
  for (let n = 1; n <= ITEMS / 20; n += 1) {
    world.jira.edit(`BENCH-${n}`, { summary: `Edited ${n}` });
    world.jira.edit(`BENCH-${n + 50}`, { environment: 'Only Jira knows this field' });
  }
  const run = await world.run('incremental');
  expect(run).toMatchObject({ counters: { updated: ITEMS / 20, held: 0, failed: 0 } });
  expect([world.serviceNow.calls.of('patchRecord'), world.serviceNow.calls.writes]).toEqual([ITEMS / 20, ITEMS / 20]);
  expect(world.jira.calls.of('editIssue')).toBe(0);
});
