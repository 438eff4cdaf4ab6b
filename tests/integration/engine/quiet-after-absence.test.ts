import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerConflict, listConflicts } from '../../../backend/conflicts/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const QUIET = { jira: { reads: 1, writes: 0 }, 'service-now': { reads: 1, writes: 0 } };

test.each([
  ['that was edited since is held', { summary: 'Mail is very slow' }],
  ['of which only something unmapped has changed is kept', { environment: 'Floor 3' }],
])('a partner %s, and then all is quiet', async (_name, edit) => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  world.jira.createIssue({ project: 'BENCH', summary: 'Disk is full' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.serviceNow.people.remove('incident', world.incident('BENCH-1').sys_id ?? '');
  await world.run('reconcile');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', edit);
  await world.run('incremental');
  world.clock.advance(60_000);
  await world.run('incremental');

  for (let cycle = 0; cycle < 2; cycle += 1) {
    world.clock.advance(60_000);
    expect((await world.run('incremental')).calls).toEqual(QUIET);
  }
});

// Red without: `vanished` in requeueWaiting (runs/read-phase.ts): the answer has both sides read again by each poll.
test('an answer about a pair of which one side is gone waits quietly until it is back', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  const id = world.incident('BENCH-1').sys_id ?? '';
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  world.serviceNow.people.edit('incident', id, { short_description: 'Mail is fast' });
  await world.run('incremental');
  const [conflict] = await world.database.transaction('list', (transaction) => listConflicts(transaction, null));
  world.serviceNow.people.remove('incident', id);
  for (const mode of ['reconcile', 'incremental', 'incremental'] as const) {
    await world.run(mode);
    world.clock.advance(60_000);
  }
  await world.database.transaction('answer', (transaction) =>
    answerConflict(transaction, { id: conflict?.id ?? '', version: conflict?.version ?? 0 }, { take: 'left' }),
  );

  for (let cycle = 0; cycle < 3; cycle += 1) {
    world.clock.advance(60_000);
    expect((await world.run('incremental')).calls).toEqual(QUIET);
  }
});
