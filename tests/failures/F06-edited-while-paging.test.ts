import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('a record edited while the pages are read, so that the order shifts, is neither skipped nor stale', async () => {
  for (let n = 1; n <= 8; n += 1) world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  await world.run('onboarding');
  await world.run('incremental');
  world.clock.advance(600_000);
  const ids = world.serviceNow.people.rows('incident').map(({ sys_id }) => String(sys_id));
  for (const id of ids) {
    world.serviceNow.people.edit('incident', id, { short_description: `Edited ${id}` });
    world.clock.advance(1_000);
  }
  world.serviceNow.manners.set('B5', { limit: 3 });
  let pages = 0;
  world.intercept('service-now', async (request, send) => {
    const answer = await send();
    const isPage = decodeURIComponent(request.url).includes('ORDERBYsys_updated_on');
    if (isPage) {
      pages += 1;
      const id = ids[pages] ?? '';
      world.clock.advance(1_000);
      if (id !== '') world.serviceNow.people.edit('incident', id, { short_description: `Edited again ${id}` });
    }
    return answer;
  });
  await world.run('incremental');
  world.intercept('service-now', null);
  await world.run('incremental');
  expect(pages).toBeGreaterThan(2);
  expect(
    world.jira
      .issues()
      .map(({ fields }) => fields.summary)
      .sort(),
  ).toEqual(
    world.serviceNow.people
      .rows('incident')
      .map((row) => row.short_description)
      .sort(),
  );
});
