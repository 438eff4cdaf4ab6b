import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpRequest } from '../../../backend/connectors/sdk/index.js';
import { insertRun, workRun } from '../../../backend/runs/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const isCreate = ({ method, url }: HttpRequest) => method === 'POST' && url.includes('/api/now/table/incident');

// Red without: the unique index on active runs (insertRun in runs/run-repository.ts).
test('an integration has one active run per mode', async () => {
  const { id } = await world.integration();
  const insert = (mode: 'onboarding' | 'incremental') =>
    world.database.transaction('insert', (transaction) =>
      insertRun(transaction, { id: world.engine.random.uuid(), integrationId: id, mode, request: {} }),
    );
  const [one, other] = await Promise.all([insert('incremental'), insert('incremental')]);
  expect(one.run.id).toBe(other.run.id);
  expect([one.isNew, other.isNew].sort()).toEqual([false, true]);
  expect((await insert('onboarding')).isNew).toBe(true);
});

// Red without: the claim on the run (workRun in runs/work-run.ts).
test('a run is worked by one worker', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.interrupt('onboarding', { call: isCreate, when: 'before' });
  const [run] = await world.sql(`select id from integration_runs where mode = 'onboarding'`);
  expect(await workRun(world.engine, String(run?.id), new AbortController().signal)).toBeNull();
});

// Red without: lanes (laneOf in runs/work-run.ts giving both modes one lane).
test('polls go on while onboarding takes hours, and both together make each partner once', async () => {
  for (let n = 1; n <= 30; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  const onboarding = await world.interrupt('onboarding', { call: isCreate, when: 'before', nth: 12 });
  const made = world.serviceNow.people.rows('incident').length;
  expect(made).toBeLessThan(30);
  world.clock.advance(60_000);
  const issue = world.jira.createIssue({ project: 'BENCH', summary: 'Made meanwhile' });
  const polls = await world.interrupt('incremental', { transaction: 'take stock', when: 'before' });
  expect(world.incident(issue.key)).toMatchObject({ short_description: 'Made meanwhile' });

  expect(await onboarding.goOn()).toMatchObject({ state: 'finished' });
  await polls.goOn();
  world.clock.advance(60_000);
  await world.run('incremental');
  expect(world.serviceNow.people.rows('incident')).toHaveLength(31);
  expect(await world.links()).toHaveLength(31);
});

// Red without: onboarding asking nobody but its run (planStreams in streams/plan-streams.ts reading everything in polls).
test('polls alone take over nothing that was there before the integration', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Old' });
  world.clock.advance(86_400_000);
  await world.sql('update integrations set created_at = syncline_now()');
  world.jira.createIssue({ project: 'BENCH', summary: 'New' });
  await world.run('incremental');
  expect(world.serviceNow.people.rows('incident').map((row) => row.short_description)).toEqual(['New']);
});
