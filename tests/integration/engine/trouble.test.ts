import { afterEach, beforeEach, expect, test } from 'vitest';
import { listConnections, resumeConnection } from '../../../backend/connections/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const connection = async (name: string) =>
  (await world.database.transaction('list', listConnections)).find((candidate) => candidate.name === name);

test('a refused sign-in pauses that connection, names it, and makes no further call', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Printer is out of paper' });
  world.serviceNow.manners.set('B16', { kind: '401' });
  const run = await world.run('onboarding');
  expect(run).toMatchObject({ state: 'paused', error: { name: 'ReconnectNeededError' } });
  expect(run.error?.message).toContain('connection service-now');
  expect(await connection('service-now')).toMatchObject({ state: 'paused' });
  expect(await connection('jira')).toMatchObject({ state: 'active' });
});

test('a resumed connection tries afresh and nothing was lost', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Printer is out of paper' });
  world.serviceNow.manners.set('B16', { kind: '401', when: ({ isWrite }) => isWrite });
  expect(await world.run('onboarding')).toMatchObject({ state: 'paused' });
  world.serviceNow.manners.clear('B16');
  const paused = await connection('service-now');
  await world.database.transaction('resume', (transaction) => resumeConnection(transaction, paused?.id ?? ''));
  expect(await world.run('onboarding')).toMatchObject({ state: 'finished' });
  expect(world.serviceNow.people.rows('incident')).toHaveLength(1);
});
