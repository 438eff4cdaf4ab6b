import { afterEach, beforeEach, expect, test } from 'vitest';
import { listConnections } from '../../backend/connections/index.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('a long limit on page 7 is obeyed: the run goes on at page 7 and no attempt is used up', async () => {
  for (let n = 1; n <= 10; n += 1) world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  world.serviceNow.manners.set('B5', { limit: 1 });
  const pages: string[] = [];
  let isLimited = false;
  world.intercept('service-now', async (request, send) => {
    const query = decodeURIComponent(request.url);
    if (!query.includes('ORDERBYsys_id') || query.includes('IN')) return send();
    if (pages.length === 6 && !isLimited) {
      isLimited = true;
      return { status: 429, headers: { 'retry-after': '600' }, body: '{"error":{"message":"Rate limit exceeded"}}' };
    }
    pages.push(query);
    return send();
  });
  const limited = await world.interrupt('onboarding', { transaction: 'leave run', when: 'after' });
  const run = await limited.goOn();
  expect(run).toMatchObject({ state: 'delayed', attempts: 0, error: null });
  expect(run?.resumeInMs).toBeGreaterThan(500_000);
  const connections = await world.database.transaction('list', listConnections);
  expect(connections.map(({ state }) => state)).toEqual(['active', 'active']);

  world.clock.advance(601_000);
  expect(await world.run('onboarding')).toMatchObject({ state: 'finished', counters: { created: 10 } });
  expect(new Set(pages).size).toBe(pages.length);
});
