import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertLinks } from '../../../backend/links/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
});
afterEach(() => world.close());

async function cycles(count: number): Promise<void> {
  for (let cycle = 0; cycle < count; cycle += 1) {
    await world.run('incremental');
    world.clock.advance(60_000);
  }
}

// Red without: isCopy (writes/plan-comments.ts).
test('a comment never returns to the side on which it was written', async () => {
  world.jira.comment('BENCH-1', 'Have you tried another one?', { as: 'alice' });
  const { sys_id = '' } = world.incident('BENCH-1');
  world.serviceNow.people.journal('incident', sys_id, 'comments', 'Which one?', { as: 'beth.anglin' });
  await cycles(3);
  expect(world.jira.issue('BENCH-1').comments).toHaveLength(2);
  expect(world.serviceNow.people.rows('sys_journal_field')).toHaveLength(2);
});

// Red without: the unique indexes of links (insertLinks in links/link-repository.ts).
test('an item has one link, whoever comes first', async () => {
  const [link] = await world.links();
  if (link === undefined) throw new Error('nothing is linked');
  const second = { ...link, id: world.engine.random.uuid(), right: { ...link.right, id: 'another' } };
  const { refused } = await world.database.transaction('link', (transaction) => insertLinks(transaction, [second]));
  expect(refused).toEqual([second]);
  expect(await world.links()).toHaveLength(1);
});

// Red without: the ledger of our own writes (`seen` in writes/close-link.ts) and the bases (writes/close-create.ts).
test('what one side was given does not come back as an edit, however often both are read', async () => {
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow', labels: ['mail', 'office'] });
  await cycles(2);
  world.jira.calls.reset();
  world.serviceNow.calls.reset();
  await world.run('reconcile');
  await cycles(3);
  await world.run('reconcile');
  expect([world.jira.calls.of('editIssue'), world.serviceNow.calls.writes]).toEqual([0, 0]);
});

// Red without: findFlips (history/flip-repository.ts).
test('a field that a rule on each side sets again and again is held after some turns, and a person decides', async () => {
  const { sys_id = '' } = world.incident('BENCH-1');
  const written = () => world.jira.calls.of('editIssue') + world.serviceNow.calls.of('patchRecord');
  const turns = async (count: number) => {
    for (let turn = 0; turn < count; turn += 1) {
      world.jira.edit('BENCH-1', { priority: 'High' });
      await cycles(1);
      world.serviceNow.people.edit('incident', sys_id, { priority: '4' });
      await cycles(1);
    }
  };
  await turns(3);
  const before = written();
  await turns(5);
  expect(written()).toBe(before);
  const [link] = await world.links();
  expect(link?.held).toEqual(['priority:priority']);
  const [conflict] = await world.sql(`select reason, message from conflicts where state = 'open'`);
  expect(conflict).toMatchObject({ reason: 'conflict', message: expect.stringContaining('taken turns three times') });
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  await cycles(1);
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail is very slow' });
});

test('a field that people edit often goes on', async () => {
  const { sys_id = '' } = world.incident('BENCH-1');
  for (const [priority, value] of [
    ['High', '4'],
    ['Low', '3'],
    ['Highest', '4'],
    ['High', '5'],
  ] as const) {
    world.jira.edit('BENCH-1', { priority });
    await cycles(1);
    world.serviceNow.people.edit('incident', sys_id, { priority: value });
    await cycles(1);
  }
  expect((await world.links())[0]?.held).toEqual([]);
  expect(world.jira.issue('BENCH-1').fields.priority).toMatchObject({ name: 'Lowest' });
});
