import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('a run that a limit stops among its writes has finished its streams and reads none of them again', async () => {
  for (let n = 1; n <= 3; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  let isLimited = false;
  world.intercept('service-now', (request, send) => {
    if (request.method !== 'POST' || isLimited) return send();
    isLimited = true;
    return Promise.resolve({ status: 429, headers: { 'retry-after': '600' }, body: '{"error":{"message":"Slower"}}' });
  });
  const limited = await world.interrupt('onboarding', { transaction: 'leave run', when: 'after' });
  expect(await limited.goOn()).toMatchObject({ state: 'delayed', phase: 'working' });
  const streams = () => world.sql('select identifier, state, pages from integration_streams order by identifier');
  const before = await streams();
  expect(before.map(({ state }) => state)).toEqual(['finished', 'finished']);

  world.clock.advance(601_000);
  world.jira.calls.reset();
  expect(await world.run('onboarding')).toMatchObject({ state: 'finished', counters: { created: 3 } });
  expect(await streams()).toEqual(before);
  expect(world.jira.calls.of('searchAndReconsileIssuesUsingJqlPost')).toBe(0);
});
