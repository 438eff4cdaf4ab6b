import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test.each([1, 2, 3, 4])(
  'killed before page %i was stored, the same page is read again and nothing is lost',
  async (nth) => {
    for (let n = 1; n <= 6; n += 1) world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
    world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
    world.serviceNow.manners.set('B5', { limit: 2 });
    await world.kill('onboarding', { transaction: 'store page', when: 'before', nth });
    const [before] = await world.sql('select sum(pages)::int as pages from integration_streams');
    expect(Number(before?.pages)).toBeLessThan(nth);
    expect(await world.run('onboarding')).toMatchObject({ state: 'finished', counters: { created: 7 } });
    expect(world.jira.issues()).toHaveLength(7);
  },
);
