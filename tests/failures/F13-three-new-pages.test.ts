import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('a poll with three new pages reads all three, however much of the first was seen before', async () => {
  for (let n = 1; n <= 3; n += 1) world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  await world.run('onboarding');
  await world.run('incremental');
  world.clock.advance(60_000);
  for (const { sys_id = '' } of world.serviceNow.people.rows('incident')) {
    world.serviceNow.people.edit('incident', sys_id, { short_description: `Edited ${sys_id}` });
    world.clock.advance(1_000);
  }
  world.serviceNow.manners.set('B5', { limit: 1 });
  const run = await world.run('incremental');
  expect(run).toMatchObject({ state: 'finished', counters: { updated: 3 } });
  const [stream] = await world.sql('select pages from integration_streams where run_id = $1 and side = $2', [
    run.id,
    'right',
  ]);
  expect(Number(stream?.pages)).toBeGreaterThanOrEqual(3);
});
