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
  const runs = await Promise.all([world.run('onboarding'), world.run('incremental')]);
  const sum = (kind: 'reads' | 'writes') => runs.reduce((all, run) => all + (run.calls['service-now']?.[kind] ?? 0), 0);
  expect(sum('writes')).toBe(20);
  expect(sum('reads')).toBe(world.serviceNow.calls.reads);
});
