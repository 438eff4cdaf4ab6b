import { afterEach, beforeEach, expect, test } from 'vitest';
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
