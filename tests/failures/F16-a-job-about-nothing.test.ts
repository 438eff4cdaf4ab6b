import { afterEach, beforeEach, expect, test } from 'vitest';
import { runHandler } from '../../backend/ticks/index.js';
import { RecordedQueue } from '../support/recorded-queue.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test.each([
  ['a run that is gone', async () => world.engine.random.uuid()],
  ['a run that has ended', async () => (await world.run('incremental')).id],
])('a job about %s is settled and leaves nothing behind', async (_what, runIdOf) => {
  const runId = await runIdOf();
  const queue = new RecordedQueue();
  const handler = runHandler(world.engine, queue, 'onpremise');
  const before = await world.sql('select id, state, finished_at from integration_runs');
  const { signal } = new AbortController();
  await handler.run({ runId }, { attempt: 1, signal, stopping: signal });
  expect(queue.jobs).toEqual([]);
  expect(await world.sql('select id, state, finished_at from integration_runs')).toEqual(before);
});
