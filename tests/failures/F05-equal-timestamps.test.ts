import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const summaries = () =>
  world.jira
    .issues()
    .map(({ fields }) => fields.summary)
    .sort();
const descriptions = () =>
  world.serviceNow.people
    .rows('incident')
    .map((row) => row.short_description)
    .sort();

test('items of one second across page borders are all found by a poll', async () => {
  for (let n = 1; n <= 9; n += 1) world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  await world.run('onboarding');
  await world.run('incremental');
  world.clock.advance(600_000);
  for (const { sys_id = '' } of world.serviceNow.people.rows('incident')) {
    world.serviceNow.people.edit('incident', sys_id, { short_description: `Edited ${sys_id}` });
  }
  world.serviceNow.manners.set('B5', { limit: 4 });
  await world.run('incremental');
  expect(summaries()).toEqual(descriptions());
});

test('what arrives late inside the overlap is found', async () => {
  for (let n = 1; n <= 3; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  await world.run('onboarding');
  world.clock.advance(600_000);
  world.jira.manners.set('B1', { delayMs: 200_000, times: 1 });
  world.jira.edit('BENCH-1', { summary: 'Late' });
  world.jira.manners.clear('B1');
  world.clock.advance(100_000);
  world.jira.edit('BENCH-2', { summary: 'In time' });
  await world.run('incremental');
  world.clock.advance(100_000);
  await world.run('incremental');
  expect(descriptions()).toEqual(['In time', 'Late', 'Ticket 3']);
});
