import { afterEach, beforeEach, expect, test } from 'vitest';
import { BatchesInHand } from '../../../backend/changes/index.js';
import { openJob } from '../../../backend/integrations/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

// Red without: `except` in dueChanges (changes/change-repository.ts), or the waiting for one another in BatchesInHand.
test('loops of one run take different changes, and put off none of each other', async () => {
  for (let n = 1; n <= 150; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  await world.interrupt('onboarding', { transaction: 'take changes', when: 'before' });
  const engine = await world.anotherEngine();
  const run = { id: engine.random.uuid(), lane: 'onboarding' };
  const { job } = await openJob(engine, await world.integration(), run, new AbortController().signal);
  const dueOnce = 'select distinct due_at from changes';
  const before = await world.sql(dueOnce);

  const inHand = new BatchesInHand();
  const [first, second] = await Promise.all([inHand.take(job), inHand.take(job)]);
  expect([first?.unlinked.length, second?.unlinked.length]).toEqual([100, 50]);
  expect(await inHand.take(job)).toBeNull();
  expect(await world.sql(dueOnce)).toEqual(before);

  if (first !== null) await inHand.putDown(job, first);
  expect((await inHand.take(job))?.unlinked).toHaveLength(100);
});
