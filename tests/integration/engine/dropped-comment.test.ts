import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  world.jira.createIssue({ project: 'BENCH', summary: 'Phone is dead' });
  await world.run('onboarding');
  world.clock.advance(600_000);
  await world.run('incremental');
});
afterEach(() => world.close());

function entries(): readonly string[] {
  return world.serviceNow.people.rows('sys_journal_field').map(({ value = '' }) => value.split('\n').at(-1) ?? '');
}

// Red without: the look at the change count in addComment (connectors/servicenow/journal.ts).
test('a comment that ServiceNow answers and does not keep is named, and posted again later', async () => {
  world.jira.comment('BENCH-1', 'Tried another handset');
  world.serviceNow.manners.set('B6', { times: 1 });
  expect(await world.run('incremental')).toMatchObject({ counters: { failed: 1 } });
  expect(entries()).toEqual([]);
  expect((await world.links())[0]?.problem).toContain('did not keep the entry in comments');
  world.clock.advance(600_000);
  await world.run('incremental');
  expect(entries()).toEqual(['Tried another handset']);
  expect((await world.links())[0]?.problem).toBeNull();
});

// Red without: leastChangeCount (writes/execute-links.ts), its count of our own writes before.
test('also one that follows writes of ours which it kept', async () => {
  world.jira.edit('BENCH-1', { summary: 'Phone rings' });
  world.jira.comment('BENCH-1', 'Tried another handset');
  world.jira.comment('BENCH-1', 'Tried another socket');
  let patches = 0;
  world.serviceNow.manners.set('B6', { when: ({ operation }) => operation === 'patchRecord' && ++patches === 3 });
  await world.run('incremental');
  expect(entries()).toEqual(['Tried another handset']);
  world.clock.advance(600_000);
  await world.run('incremental');
  expect(entries().toSorted()).toEqual(['Tried another handset', 'Tried another socket']);
  expect(world.incident('BENCH-1').short_description).toBe('Phone rings');
});
