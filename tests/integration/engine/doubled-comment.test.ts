import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  world.jira.createIssue({ project: 'BENCH', summary: 'Phone is dead' });
  await world.run('onboarding');
  world.clock.advance(600_000);
});
afterEach(() => world.close());

const entries = () => world.serviceNow.people.rows('sys_journal_field');
const doubled = () => world.sql(`select message from history where kind = 'doubled'`);

// Red without: secondCopies (writes/plan-comments.ts).
test('a comment whose request lands after both looks is there twice, and that is named once', async () => {
  const isPost = ({ operation }: { readonly operation: string }) => operation === 'patchRecord';
  world.serviceNow.manners.set('B12', { delayMs: 900_000, drop: 'hang', times: 1, when: isPost });
  world.jira.comment('BENCH-1', 'Tried another handset');
  for (let cycle = 0; cycle < 3; cycle += 1) {
    await world.run('incremental');
    world.clock.advance(90_000);
  }
  expect(entries()).toHaveLength(1);
  expect(await doubled()).toEqual([]);

  world.clock.advance(900_000);
  for (let cycle = 0; cycle < 3; cycle += 1) {
    await world.run('incremental');
    world.clock.advance(90_000);
  }
  expect(entries()).toHaveLength(2);
  expect(await doubled()).toEqual([
    { message: expect.stringMatching(/^a comment of BENCH-1 is on INC\d+ twice: .* delete one of them by hand$/) },
  ]);
  expect(world.jira.issue('BENCH-1').comments).toHaveLength(1);
});
