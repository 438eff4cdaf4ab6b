import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('the cursor of a poll never passes the time at which it began, and what was edited meanwhile is found next', async () => {
  for (let n = 1; n <= 3; n += 1) world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  await world.run('onboarding');
  await world.run('incremental');
  world.clock.advance(600_000);
  const ids = world.serviceNow.people.rows('incident').map(({ sys_id = '' }) => sys_id);
  const edit = (id: string | undefined, words: string) =>
    world.serviceNow.people.edit('incident', id ?? '', { short_description: words });
  for (const id of ids) edit(id, 'Edited');
  world.clock.advance(5_000);
  world.serviceNow.manners.set('B5', { limit: 1 });
  const beganAt = world.clock.now();
  let pages = 0;
  world.intercept('service-now', (request, send) => {
    const query = decodeURIComponent(request.url);
    if ((query.includes('sys_updated_on>=') || query.includes('sys_updated_on=')) && ++pages === 2) {
      world.clock.advance(1_200_000);
      edit(ids[2], 'Edited while the pages were read');
    }
    return send();
  });
  await world.run('incremental');
  expect(pages).toBeGreaterThan(2);
  const late = await world.sql(`select updated_to from cursors where side = 'right' and updated_to > $1`, [beganAt]);
  expect(late).toEqual([]);

  await world.run('incremental');
  expect(world.jira.issues().map(({ fields }) => fields.summary)).toContain('Edited while the pages were read');
});
