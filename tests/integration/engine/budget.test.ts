import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SyncDefinition } from '../../../backend/mappings/index.js';
import type { Run } from '../../../backend/runs/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const ITEMS = 200;
/** Calls that a run with anything to do makes once: who answers at each address, as whom we speak to it, where a workflow leads. */
const OPENING = /serverInfo|tenant_info|myself|table\/sys_properties|table\/sys_user\?|transitions\?expand/;

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

// Red without: `once` around checkSites (runs/work-run.ts), or with another identify for the cursors (runs/read-phase.ts).
test('a run asks a site once who it is', async () => {
  await onboarded(1);
  world.jira.createIssue({ project: 'BENCH', summary: 'One more' });
  world.jira.calls.reset();
  await world.run('onboarding');
  expect(world.jira.calls.of('getCurrentUser')).toBe(1);
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

test('a change of plain fields costs at most 1.03 calls, on either side', async () => {
  await world.redefine((definition) => ({ ...definition, comments: 'none' }));
  await onboarded();
  expect(
    await costPerItem(() => editIssues((n) => ({ summary: `Edited ${n}`, priority: 'High' }))),
  ).toBeLessThanOrEqual(1.03);
  expect(world.incident(`BENCH-${ITEMS}`)).toMatchObject({ short_description: `Edited ${ITEMS}`, priority: '2' });
  const back = await costPerItem(() => editIncidents((n) => ({ short_description: `Edited ${n} again` })));
  expect(world.jira.calls.of('editIssue')).toBe(ITEMS);
  expect(back).toBeLessThanOrEqual(1.03);
});

test('a transition costs its hops beside the call for the plain fields', async () => {
  await world.redefine((definition) => ({ ...statusBothWays(definition), comments: 'none' }));
  await onboarded();
  const cost = await costPerItem(() => editIncidents((n) => ({ short_description: `Edited ${n}`, state: '2' })));
  expect(world.jira.calls.of('doTransition')).toBe(ITEMS);
  expect(world.jira.calls.of('editIssue')).toBe(ITEMS);
  expect(cost).toBeLessThanOrEqual(2.03);
});

test('comments cost 0.02 calls an item to look for, and each its own call to write', async () => {
  await onboarded();
  expect(await costPerItem(() => editIssues((n) => ({ summary: `Edited ${n}` })))).toBeLessThanOrEqual(1.05);
  expect(
    await costPerItem(() => {
      for (let n = 1; n <= ITEMS; n += 1) world.jira.comment(`BENCH-${n}`, `Remark ${n}`);
    }),
  ).toBeLessThanOrEqual(1.05);
  expect(
    await costPerItem(() => {
      for (const id of incidentIds()) world.serviceNow.people.journal('incident', id, 'comments', `Answer ${id}`);
    }),
  ).toBeLessThanOrEqual(1.05);
  expect(world.jira.calls.of('addComment')).toBe(ITEMS);
}, 60_000);

function editIssues(fields: (n: number) => Readonly<Record<string, string>>): void {
  for (let n = 1; n <= ITEMS; n += 1) world.jira.edit(`BENCH-${n}`, fields(n));
}

function editIncidents(values: (n: number) => Readonly<Record<string, string>>): void {
  for (const [n, id] of incidentIds().entries()) world.serviceNow.people.edit('incident', id, values(n));
}

function incidentIds(): readonly string[] {
  return world.serviceNow.people.rows('incident').map((row) => row.sys_id ?? '');
}

function statusBothWays(definition: SyncDefinition): SyncDefinition {
  const items = definition.items.map((entry) => ({
    ...entry,
    fields: entry.fields.map((rule) => (rule.left === 'status' ? { ...rule, direction: 'both' as const } : rule)),
  }));
  return { ...definition, items };
}

/** Calls of the run that carries the change, beyond its lists and its opening, for each item. */
async function costPerItem(change: () => void): Promise<number> {
  world.clock.advance(600_000);
  await world.run('incremental');
  const quiet = callsOf(await world.run('incremental'));
  let opening = 0;
  for (const connection of ['jira', 'service-now'] as const) {
    world.intercept(connection, ({ url }, send) => {
      if (OPENING.test(url)) opening += 1;
      return send();
    });
  }
  change();
  const run = await world.run('incremental');
  expect(run).toMatchObject({ counters: { held: 0, failed: 0 } });
  return (callsOf(run) - quiet - opening) / ITEMS;
}
