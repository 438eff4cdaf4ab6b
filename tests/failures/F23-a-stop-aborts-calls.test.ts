import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertRun, workRun } from '../../backend/runs/index.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('a stop in the middle of a call aborts it, and the run is taken up again with nothing lost or doubled', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  const stopping = new AbortController();
  const aborted: string[] = [];
  const worker = await world.anotherEngine({
    port: (inner) => (request, options) => {
      if (request.method !== 'POST' || !request.url.includes('/api/now/table/')) return inner(request, options);
      return new Promise((_resolve, reject) => {
        options.signal.addEventListener('abort', () => {
          aborted.push(request.method);
          reject(options.signal.reason);
        });
        stopping.abort(new Error('the program stops'));
      });
    },
  });
  const { id: integrationId } = await world.integration();
  const id = world.engine.random.uuid();
  await world.database.transaction('insert', (transaction) =>
    insertRun(transaction, { id, integrationId, mode: 'onboarding', request: {} }),
  );
  expect(await workRun(worker, id, stopping.signal)).toMatchObject({ state: 'delayed', resumeInMs: 0 });
  expect(aborted).toEqual(['POST']);
  expect(await world.run('onboarding')).toMatchObject({ state: 'finished', id });
  expect(world.serviceNow.people.rows('incident')).toHaveLength(1);
});
