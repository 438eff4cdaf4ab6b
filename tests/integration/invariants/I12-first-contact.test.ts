import { afterEach, beforeEach, expect, test } from 'vitest';
import { listConflicts } from '../../../backend/conflicts/index.js';
import type { FieldRule, SyncDefinition } from '../../../backend/mappings/index.js';
import { fieldRule } from '../../support/definitions.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const conflicts = () => world.database.transaction('list', (transaction) => listConflicts(transaction, null));

function withFields(definition: SyncDefinition, change: (fields: readonly FieldRule[]) => FieldRule[]): SyncDefinition {
  return { ...definition, items: definition.items.map((item) => ({ ...item, fields: change(item.fields) })) };
}

const without = (left: string) => (definition: SyncDefinition) =>
  withFields(definition, (fields) => fields.filter((field) => field.left !== left));

// Red without: `initial` (winnerOf at first contact in mappings/merge/merge-field.ts).
test.each([
  ['left', 'Left', 'Left', 0],
  ['right', 'Right', 'Right', 0],
  ['hold', 'Left', 'Right', 1],
] as const)('a matched pair has no base: with initial %s it becomes %s and %s', async (initial, left, right, held) => {
  await world.redefine((definition) => ({ ...definition, initial }));
  world.jira.createIssue({ project: 'BENCH', summary: 'Left' });
  world.serviceNow.people.create('incident', { short_description: 'Right', correlation_id: 'BENCH-1' });
  await world.run('onboarding');
  expect(world.serviceNow.people.rows('incident')).toHaveLength(1);
  expect(world.jira.issues()).toHaveLength(1);
  expect(world.jira.issue('BENCH-1').fields.summary).toBe(left);
  expect(world.incident('BENCH-1').short_description).toBe(right);
  const ofSummary = (await conflicts()).filter(({ field }) => field === 'summary:short_description');
  expect(ofSummary).toHaveLength(held);
});

// Red without: requeueWaiting (runs/read-phase.ts).
test('a newly mapped field is mapped again on every link by the next run, by its rule', async () => {
  await world.redefine(without('priority'));
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow', priority: 'Highest' });
  world.jira.createIssue({ project: 'BENCH', summary: 'Disk is full', priority: 'Lowest' });
  await world.run('onboarding');
  world.clock.advance(3_600_000);
  await world.run('incremental');
  const values = [
    { left: 'Highest', right: '1' },
    { left: 'Lowest', right: '5' },
  ];
  await world.redefine((definition) =>
    withFields(definition, (fields) => [...fields, fieldRule('priority', 'priority', { values })]),
  );
  await world.run('incremental');
  expect(world.incident('BENCH-1').priority).toBe('1');
  expect(world.incident('BENCH-2').priority).toBe('5');
  const links = await world.links();
  expect(links.every(({ mappingVersion }) => mappingVersion === links[0]?.mappingVersion)).toBe(true);
});

// Red without: basesUnder (changes/decide-linked.ts).
test('a mapping that says otherwise now has no base either: the values are mapped again', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow', priority: 'High' });
  await world.run('onboarding');
  expect(world.incident('BENCH-1').priority).toBe('2');
  world.clock.advance(3_600_000);
  await world.run('incremental');
  const values = [
    { left: 'High', right: '1' },
    { left: 'Medium', right: '3' },
  ];
  await world.redefine((definition) =>
    withFields(definition, (fields) =>
      fields.map((field) => (field.left === 'priority' ? { ...field, values } : field)),
    ),
  );
  await world.run('incremental');
  expect(world.incident('BENCH-1').priority).toBe('1');
  expect(world.jira.issue('BENCH-1').fields.priority).toMatchObject({ name: 'High' });
  expect(await conflicts()).toEqual([]);
});

// Red without: the comparison of rules in basesUnder (changes/decide-linked.ts), which would drop every base.
test('a change of one rule leaves the bases of the others: what differs there since is no first contact', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow', priority: 'High' });
  await world.run('onboarding');
  world.clock.advance(3_600_000);
  await world.run('incremental');
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-1').sys_id), { short_description: 'Right' });
  await world.redefine((definition) =>
    withFields(definition, (fields) =>
      fields.map((field) => (field.left === 'priority' ? { ...field, conflicts: 'left' } : field)),
    ),
  );
  await world.run('incremental');
  expect(world.jira.issue('BENCH-1').fields.summary).toBe('Right');
});
