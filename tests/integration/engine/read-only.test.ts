import { afterEach, expect, test } from 'vitest';
import { makePlan } from '../../../backend/plans/index.js';
import { incidents } from '../../support/definitions.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
afterEach(() => world.close());

/** Three linked pairs, with comments; from now on ServiceNow is read-only. */
async function linkedAndLocked(deletes: 'keep' | 'close' | 'delete'): Promise<void> {
  world = await createWorld({
    definition: incidents({ comments: { public: 'comments', internal: 'work_notes' }, deletes }),
  });
  for (let n = 1; n <= 3; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  await world.run('onboarding');
  await world.sql(`update connections set settings = settings || '{"readOnly": true}' where name = 'service-now'`);
  world.serviceNow.calls.reset();
  world.clock.advance(60_000);
}

/** People change everything that would be carried to the read-only side, and one thing that comes from it. */
async function editEverywhere(): Promise<void> {
  world.jira.edit('BENCH-1', { summary: 'Edited' });
  world.jira.comment('BENCH-1', 'Have you tried another one?');
  world.jira.createIssue({ project: 'BENCH', summary: 'New' });
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-2').sys_id), {
    short_description: 'From there',
  });
}

// Red without: readOnly in prepare-link.ts (updates, comments), decide-unlinked.ts (creates).
test('what gathers for a read-only side is neither planned nor written nor tried', async () => {
  await linkedAndLocked('keep');
  await editEverywhere();
  const plan = await makePlan(world.engine, await world.integration(), new AbortController().signal);
  expect(plan.writes.map(({ kind, side }) => `${kind} ${side}`)).toEqual(['update left']);
  expect(plan).toMatchObject({ readOnly: ['service-now'], problems: [] });

  const run = await world.run('incremental');
  expect(run).toMatchObject({ state: 'finished', counters: { updated: 1, created: 0, failed: 0, held: 0 } });
  expect(world.serviceNow.calls.writes).toBe(0);
  expect(world.jira.issue('BENCH-2').fields.summary).toBe('From there');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Ticket 1' });
});

// Red without: the refusal of writes by the client of a read-only connection.
test.each(['close', 'delete'] as const)('a deletion does not %s the partner on a read-only side', async (deletes) => {
  await linkedAndLocked(deletes);
  world.jira.remove('BENCH-3');
  await world.run('reconcile');
  world.clock.advance(600_000);
  await world.run('reconcile');
  world.clock.advance(600_000);
  await world.run('incremental');
  expect(world.serviceNow.calls.writes).toBe(0);
  expect(world.serviceNow.people.rows('incident').map(({ state }) => state)).toEqual(['1', '1', '1']);
  const problems = (await world.sql('select problem from links where problem is not null')).map(
    ({ problem }) => problem,
  );
  expect(problems).toEqual([expect.stringContaining('read-only')]);
});
