import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpRequest } from '../../../backend/connectors/sdk/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow', priority: 'Medium' });
  await world.run('onboarding');
  world.clock.advance(60_000);
});
afterEach(() => world.close());

const isRead = ({ url }: HttpRequest) => url.endsWith('/bulkfetch');
const isUpdate = ({ method }: HttpRequest) => method === 'PATCH';

// Red without: the read of the changed side after its page (a worker that takes the values of an earlier read in decideLinked).
test('what is written is what stands there when it is merged, not when the page was read', async () => {
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  let isDone = false;
  world.intercept('jira', (request, send) => {
    if (isRead(request) && !isDone) {
      isDone = true;
      world.jira.edit('BENCH-1', { summary: 'Mail is lost' });
    }
    return send();
  });
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail is lost' });
  expect(world.serviceNow.calls.of('patchRecord')).toBe(1);
});

// Red without: the read of the partner after that of the changed item (partners read first in decideLinked).
test('the partner is read before the merge too: an edit there since the poll is merged and not covered', async () => {
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  const { sys_id = '' } = world.incident('BENCH-1');
  let isDone = false;
  world.intercept('jira', async (request, send) => {
    const answer = await send();
    if (isRead(request) && !isDone) {
      isDone = true;
      world.serviceNow.people.edit('incident', sys_id, { short_description: 'Mail is quite slow' });
    }
    return answer;
  });
  expect(await world.run('incremental')).toMatchObject({ counters: { held: 1 } });
  expect(world.serviceNow.people.get('incident', sys_id)).toMatchObject({ short_description: 'Mail is quite slow' });
});

// Red without: the read before a write that has waited (a batch that keeps its decisions while the run is delayed).
test('what waited on a limit is read again', async () => {
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  let refusals = 0;
  world.intercept('service-now', async (request, send) => {
    if (!isUpdate(request) || refusals > 0) return send();
    refusals += 1;
    return { status: 429, headers: { 'retry-after': '600' }, body: '{"error":{"message":"Rate limit exceeded"}}' };
  });
  const limited = await world.interrupt('incremental', { transaction: 'leave run', when: 'after' });
  world.jira.edit('BENCH-1', { summary: 'Mail is lost' });
  expect(await limited.goOn()).toMatchObject({ state: 'delayed' });
  world.clock.advance(601_000);
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail is lost' });
  expect(world.serviceNow.calls.of('patchRecord')).toBe(1);
});
