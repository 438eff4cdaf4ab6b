import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('two runs at once through the same connections are each charged what they sent', async () => {
  for (let n = 1; n <= 20; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  world.serviceNow.calls.reset();
  const [onboarding, poll] = await Promise.all([world.run('onboarding'), world.run('incremental')]);
  const [first, second] = [onboarding.calls['service-now'], poll.calls['service-now']];
  expect([first?.writes, second?.writes]).toEqual([20, 0]);
  expect((first?.reads ?? 0) + (second?.reads ?? 0)).toBe(world.serviceNow.calls.reads);
});
