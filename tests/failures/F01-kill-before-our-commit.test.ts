import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpRequest } from '../../backend/connectors/sdk/index.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const isCreate = ({ method, url }: HttpRequest) =>
  method === 'POST' && (url.includes('/api/now/table/incident') || url.endsWith('/rest/api/3/issue'));

test.each([1, 2, 3] as const)(
  'killed %i times between the tool’s write and our commit, each item is made once',
  async (kills) => {
    world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
    world.serviceNow.people.create('incident', { short_description: 'VPN drops' });
    for (let n = 1; n <= kills; n += 1) await world.kill('onboarding', { transaction: 'close links', when: 'before' });
    expect(await world.run('onboarding')).toMatchObject({ state: 'finished', counters: { failed: 0 } });
    expect([world.jira.issues().length, world.serviceNow.people.rows('incident').length]).toEqual([2, 2]);
    expect(await world.links()).toHaveLength(2);
  },
);

test('killed as soon as the tool has made it, before its answer came, it is made once', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.kill('onboarding', { call: isCreate, when: 'after' });
  await world.run('onboarding');
  expect(world.serviceNow.people.rows('incident')).toHaveLength(1);
});
