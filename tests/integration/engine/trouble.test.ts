import { afterEach, beforeEach, expect, test } from 'vitest';
import { listConnections, resumeConnection } from '../../../backend/connections/index.js';
import { pauseIntegration, resumeIntegration } from '../../../backend/integrations/index.js';
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

test('a pause by a person stops a run between batches, and a resumed integration goes on', async () => {
  for (let n = 1; n <= 250; n += 1)
    world.jira.createIssue({ project: 'BENCH', summary: `Printer ${n} is out of paper` });
  const { id } = await world.integration();
  let pausing: Promise<unknown> | null = null;
  world.jira.log = ({ operation }) => {
    if (operation !== 'bulkFetchIssues') return;
    pausing ??= world.database.transaction('pause', (transaction) => pauseIntegration(transaction, id, 'by hand'));
  };
  const run = await world.run('onboarding');
  await pausing;
  expect(run).toMatchObject({
    state: 'paused',
    error: { message: expect.stringContaining('syncline resume incidents') },
  });
  expect(world.serviceNow.people.rows('incident').length).toBeLessThan(250);
  await world.database.transaction('resume', (transaction) => resumeIntegration(transaction, id));
  expect(await world.run('onboarding')).toMatchObject({ state: 'finished' });
  expect(world.serviceNow.people.rows('incident')).toHaveLength(250);
});

test('nothing is ever written through a read-only connection', async () => {
  await world.database.transaction('make read-only', ({ query }) =>
    query(`update connections set settings = settings || '{"readOnly": true}' where name = 'service-now'`),
  );
  world.jira.createIssue({ project: 'BENCH', summary: 'Printer is out of paper' });
  world.serviceNow.people.create('incident', { short_description: 'VPN drops' });
  const run = await world.run('onboarding');
  expect(run).toMatchObject({
    state: 'finished',
    counters: { created: 1, failed: 0 },
    calls: { 'service-now': { writes: 0 } },
  });
  expect(world.jira.issues().map((issue) => issue.fields.summary)).toContain('VPN drops');
});
