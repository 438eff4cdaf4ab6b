import { afterEach, beforeEach, expect, test } from 'vitest';
import { requestRun, sweep } from '../../backend/ticks/index.js';
import { RecordedQueue } from '../support/recorded-queue.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('runs whose jobs were lost with the whole queue are queued again from the tables', async () => {
  const { id } = await world.integration();
  const { database, engine } = world;
  const lost = new RecordedQueue();
  for (const mode of ['onboarding', 'incremental'] as const) {
    await database.transaction('request', (transaction) =>
      requestRun(transaction, { queue: lost, random: engine.random }, { integrationId: id, mode, request: {} }),
    );
    // the older one comes first
    world.clock.advance(1);
  }
  const queue = new RecordedQueue();
  world.clock.advance(3_000);
  expect(await sweep({ database, queue })).toBe(2);
  expect(queue.jobs.map(({ payload }) => payload)).toEqual(lost.jobs.map(({ payload }) => payload));
});

test('the run of a killed worker is queued again once its lease has run out, and not before', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  const killed = await world.interrupt('onboarding', { transaction: 'close links', when: 'before' });
  world.clock.advance(3_000);
  const { database } = world;
  expect(await sweep({ database, queue: new RecordedQueue() })).toBe(0);
  await killed.loseLease();
  expect(await sweep({ database, queue: new RecordedQueue() })).toBe(1);
});
