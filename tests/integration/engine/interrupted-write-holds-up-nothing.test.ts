import { afterEach, beforeEach, expect, test } from 'vitest';
import { listActiveRuns, workRun } from '../../../backend/runs/index.js';
import { linkClaimKey, takeClaims } from '../../../backend/storage/index.js';
import { createWorld, type World } from '../../support/world.js';

const DELAY_MS = 1_000;

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.redefine((definition) => ({ ...definition, delayMs: DELAY_MS }));
});
afterEach(() => world.close());

/** Works the poll that was interrupted, as a server does. */
async function poll(): Promise<unknown> {
  const { id } = await world.integration();
  const [active] = await world.database.transaction('find run', (transaction) => listActiveRuns(transaction, id));
  return workRun(world.engine, active?.id ?? '', new AbortController().signal, { hasNext: true });
}

// Red without: nextInMs in workAll (runs/work-phase.ts). While a poll waits, no other is begun, and so nothing new is read.
test('a poll does not wait for an interrupted create that the next poll can look for', async () => {
  await world.run('onboarding');
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.kill('incremental', { transaction: 'intend creates', when: 'after' });
  const since = world.clock.now().getTime();
  expect(await poll()).toMatchObject({ state: 'finished' });
  expect(world.clock.now().getTime() - since).toBeLessThanOrEqual(DELAY_MS);
  expect(await world.sql('select 1 from changes')).toHaveLength(1);

  // Whoever works it by hand waits: there is nobody who would come after him.
  await world.run('incremental');
  expect(await world.sql('select 1 from changes')).toEqual([]);
  expect(world.serviceNow.people.rows('incident')).toHaveLength(1);
});

// Red without: leftMs, the sum of all waits, in workAll (runs/work-phase.ts).
test('a poll does not wait, second by second, for what another worker has in hand', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  const [link] = await world.links();
  world.jira.edit(link?.left.key ?? '', { summary: 'Mail is slow again' });
  await world.kill('incremental', { transaction: 'take changes', when: 'before' });
  const other = await world.anotherEngine();
  await world.database.transaction('take', (transaction) =>
    takeClaims(transaction, other.workerId, [linkClaimKey(link?.id ?? '')]),
  );
  const since = world.clock.now().getTime();
  expect(await poll()).toMatchObject({ state: 'finished' });
  expect(world.clock.now().getTime() - since).toBeLessThanOrEqual(DELAY_MS);
  expect(await world.sql('select 1 from changes')).toHaveLength(1);
});
