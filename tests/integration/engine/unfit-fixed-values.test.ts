import { afterEach, expect, test } from 'vitest';
import type { ItemRule } from '../../../backend/mappings/index.js';
import { incidents } from '../../support/definitions.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
afterEach(() => world.close());

async function worldWith(change: (rule: ItemRule) => ItemRule): Promise<World> {
  const definition = incidents();
  return createWorld({ definition: { ...definition, items: definition.items.map(change) } });
}

test('a closing code that the tool does not have holds the status, and every other field goes on', async () => {
  world = await worldWith((rule) => ({
    ...rule,
    fields: rule.fields.map((field) =>
      field.left === 'status' ? { ...field, transition: { left: {}, right: { '6': { close_code: 'Fixed' } } } } : field,
    ),
  }));
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  world.jira.createIssue({ project: 'BENCH', summary: 'Disk is full' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.transition('BENCH-1', 'Done');
  world.jira.edit('BENCH-1', { summary: 'Mail was slow' });
  world.jira.edit('BENCH-2', { summary: 'Disk was full' });

  const run = await world.run('incremental');

  expect(run).toMatchObject({ state: 'finished', counters: { held: 1, failed: 0 } });
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail was slow', state: '1' });
  expect(world.incident('BENCH-2')).toMatchObject({ short_description: 'Disk was full' });
  const conflicts = await world.sql('select field, reason, message from conflicts');
  expect(conflicts).toMatchObject([{ field: 'status:state', reason: 'rejected' }]);
  expect(conflicts[0]?.message).toContain('Resolved');
});

test('such a code holds the status of what is closed already, and it is made all the same', async () => {
  world = await worldWith((rule) => ({
    ...rule,
    fields: rule.fields.map((field) =>
      field.left === 'status' ? { ...field, transition: { left: {}, right: { '6': { close_code: 'Fixed' } } } } : field,
    ),
  }));
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail was slow' });
  world.jira.transition('BENCH-1', 'Done');
  expect(await world.run('onboarding')).toMatchObject({ state: 'finished', counters: { created: 1, failed: 0 } });
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail was slow', state: '1' });
  const conflicts = await world.sql('select field, reason, message from conflicts');
  expect(conflicts).toMatchObject([{ field: 'status:state', reason: 'rejected' }]);
  expect(conflicts[0]?.message).toContain('Resolved');
});

test('a fixed value for creates that the tool does not have is reported with the item', async () => {
  world = await worldWith((rule) => ({ ...rule, onCreate: { left: {}, right: { close_code: 'Fixed' } } }));
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  const run = await world.run('onboarding');
  expect(run).toMatchObject({ state: 'finished', counters: { created: 0, failed: 1 } });
  expect(await world.sql('select problem from changes')).toMatchObject([{ problem: expect.stringContaining('Fixed') }]);
});
