import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TickerParts, tick } from '../../backend/ticks/index.js';
import { RecordedQueue } from '../support/recorded-queue.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('two schedulers that find the same integration due make one run and one job', async () => {
  await world.sql('update integrations set next_run_at = syncline_now()');
  const queue = new RecordedQueue();
  const { database, engine, clock } = world;
  const parts: TickerParts = { database, queue, random: engine.random, clock, log: engine.log, mode: 'onpremise' };
  const made = await Promise.all([tick(parts), tick(parts), tick(parts)]);
  expect(made.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await world.sql('select mode from integration_runs')).toEqual([{ mode: 'incremental' }]);
  expect(queue.jobs).toHaveLength(1);
  expect(await tick(parts)).toBe(0);
});
