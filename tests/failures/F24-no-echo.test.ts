import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('our own writes that polls and whole readings bring back cause no write', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow', description: 'One\nTwo', labels: ['mail'] });
  world.serviceNow.people.create('incident', { short_description: 'VPN drops', description: 'Three\nFour' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow', labels: ['mail', 'office'] });
  world.jira.comment('BENCH-1', 'Have you tried another one?');
  await world.run('incremental');
  await world.run('incremental');
  world.jira.calls.reset();
  world.serviceNow.calls.reset();
  for (const mode of ['incremental', 'reconcile', 'incremental', 'reconcile'] as const) {
    world.clock.advance(60_000);
    await world.run(mode);
  }
  const jiraWrites = ['editIssue', 'addComment', 'createIssue', 'createIssues', 'doTransition'];
  expect(jiraWrites.map((operation) => world.jira.calls.of(operation))).toEqual([0, 0, 0, 0, 0]);
  expect(world.serviceNow.calls.writes).toBe(0);
});
