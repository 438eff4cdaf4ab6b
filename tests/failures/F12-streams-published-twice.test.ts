import { afterEach, beforeEach, expect, test } from 'vitest';
import { listStreams, publishStreams } from '../../backend/streams/index.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('streams that are published twice are one row each, as far as they had come', async () => {
  for (let n = 1; n <= 4; n += 1) world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  world.serviceNow.manners.set('B5', { limit: 2 });
  await world.kill('onboarding', { transaction: 'store page', when: 'after', nth: 2 });
  const [run] = await world.sql('select id from integration_runs');
  const runId = String(run?.id);
  const before = await world.database.transaction('list', (transaction) => listStreams(transaction, runId));
  await world.database.transaction('again', (transaction) => publishStreams(transaction, runId, before));
  expect(await world.database.transaction('list', (transaction) => listStreams(transaction, runId))).toEqual(before);
  expect(before.map(({ identifier }) => identifier)).toEqual(['left by identity', 'right by identity']);
});
