import { afterEach, beforeEach, expect, test } from 'vitest';
import { listConflicts } from '../../../backend/conflicts/index.js';
import type { FieldRule } from '../../../backend/mappings/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const conflicts = () => world.database.transaction('list', (transaction) => listConflicts(transaction, null));

async function linked(): Promise<string> {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow', priority: 'Medium' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  return String(world.incident('BENCH-1').sys_id);
}

async function statusBothWays(): Promise<void> {
  const bothWays = (field: FieldRule): FieldRule => ({
    ...field,
    direction: 'both',
    transition: { ...field.transition, left: { Done: { resolution: 'Done' } } },
  });
  await world.redefine((definition) => ({
    ...definition,
    items: definition.items.map((item) => ({
      ...item,
      fields: item.fields.map((field) => (field.left === 'status' ? bothWays(field) : field)),
    })),
  }));
}

// Red without: the judgement of the answer (settleFields in writes/close-link.ts).
test('B6: 200 and nothing changed is noticed, held and named', async () => {
  await linked();
  world.serviceNow.manners.set('B6', { fields: ['*'] });
  world.jira.edit('BENCH-1', { summary: 'Not taken' });
  await world.run('incremental');
  expect(await conflicts()).toMatchObject([{ reason: 'refused', left: 'Not taken', right: 'Mail is slow' }]);
});

test('B7: line ends, localIds and a calculated priority are no edits of people', async () => {
  world.jira.manners.set('B7');
  world.serviceNow.manners.set('B7');
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow', description: 'One\nTwo', priority: 'Highest' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-1').sys_id), {
    description: 'One\r\nTwo\r\nThree',
  });
  await world.run('incremental');
  world.jira.calls.reset();
  world.serviceNow.calls.reset();
  for (let cycle = 0; cycle < 3; cycle += 1) {
    world.clock.advance(60_000);
    await world.run('incremental');
  }
  expect([world.jira.calls.of('editIssue'), world.serviceNow.calls.writes]).toEqual([0, 0]);
  expect((await conflicts()).map(({ field, reason }) => [field, reason])).toEqual([['priority:priority', 'altered']]);
});

// Red without: `isNeeded` in withoutRefused (writes/execute-creates.ts): an issue without a summary is asked for, and refused again.
test('B8: where the refused field is one that every issue needs, nothing is made and the tool is quoted', async () => {
  world.jira.manners.set('B8', { field: 'summary' });
  world.serviceNow.people.create('incident', { short_description: 'VPN drops' });
  const run = await world.run('onboarding');
  expect(run.counters).toMatchObject({ created: 0, failed: 1 });
  expect(world.jira.calls.of('createIssue') + world.jira.calls.of('createIssues')).toBe(1);
  const [change] = await world.sql('select problem from changes');
  expect(change?.problem).toContain("Field 'summary' cannot be set");
});

// Red without: blamedFields (writes/perform.ts).
test('B8: one field that cannot be set is held in the tool’s own words, the others are written', async () => {
  const id = await linked();
  world.jira.manners.set('B8', { field: 'priority' });
  world.serviceNow.people.edit('incident', id, { short_description: 'Written', priority: '1' });
  await world.run('incremental');
  expect(world.jira.issue('BENCH-1').fields).toMatchObject({ summary: 'Written', priority: { name: 'Medium' } });
  expect(await conflicts()).toMatchObject([{ field: 'priority:priority', reason: 'rejected' }]);
  expect((await conflicts())[0]?.message).toContain('priority');
});

// Red without: hasUnseenEdit (writes/close-link.ts).
test('B9: what a transition’s post-function sets besides is carried like any edit', async () => {
  await statusBothWays();
  const id = await linked();
  world.jira.manners.set('B9', { requires: [], withholds: [], sets: { field: 'priority', value: '1' }, times: 1 });
  world.serviceNow.people.edit('incident', id, { state: '2' });
  await world.run('incremental');
  world.clock.advance(60_000);
  await world.run('incremental');
  expect(world.jira.issue('BENCH-1')).toMatchObject({
    status: 'In Progress',
    fields: { priority: { name: 'Highest' } },
  });
  expect(world.incident('BENCH-1')).toMatchObject({ state: '2', priority: '1' });
});

// Red without: the status in blamedFields (writes/perform.ts).
test('B9: a transition that demands a field which the mapping does not give holds the status with those words', async () => {
  await statusBothWays();
  const id = await linked();
  world.jira.manners.set('B9', { requires: ['resolution'], withholds: [], sets: null });
  world.serviceNow.people.edit('incident', id, { state: '2', short_description: 'Written' });
  await world.run('incremental');
  expect(world.jira.issue('BENCH-1')).toMatchObject({ status: 'To Do', fields: { summary: 'Written' } });
  const [conflict] = await conflicts();
  expect(conflict).toMatchObject({ field: 'status:state', reason: 'rejected' });
  expect(conflict?.message.toLowerCase()).toContain('resolution');
});

// Red without: the walk over statuses in between (findPath in connectors/jira/workflow/find-path.ts).
test('B9: a status that is more than one transition away is reached', async () => {
  await statusBothWays();
  const id = await linked();
  // the ways out of a status are learnt from issues that stand there
  for (const status of ['In Progress', 'In Review']) {
    const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Shows the way' });
    world.jira.transition(key, status);
  }
  await world.run('incremental');
  world.jira.calls.reset();
  const closing = { close_code: 'Resolved', close_notes: 'Closed there' };
  world.serviceNow.people.edit('incident', id, { state: '6', ...closing, short_description: 'Written' });
  await world.run('incremental');
  expect(world.jira.issue('BENCH-1')).toMatchObject({ status: 'Done', fields: { summary: 'Written' } });
  expect(world.jira.calls.of('doTransition')).toBeGreaterThan(1);
});

// Red without: the status in what has no way (buildUpdate in writes/build-update.ts).
test('B9: a transition that is not there holds the status alone', async () => {
  await statusBothWays();
  const id = await linked();
  world.jira.manners.set('B9', { withholds: ['11', '21', '31', '41', '51'], sets: null });
  world.serviceNow.people.edit('incident', id, { state: '2', short_description: 'Written' });
  await world.run('incremental');
  expect(world.jira.issue('BENCH-1')).toMatchObject({ status: 'To Do', fields: { summary: 'Written' } });
  expect(await conflicts()).toMatchObject([{ field: 'status:state', reason: 'rejected' }]);
});

// Red without: enteringValues (writes/build-update.ts).
test('B10: closing brings the close code and notes that the data policy demands', async () => {
  await linked();
  world.serviceNow.manners.set('B10', { states: ['6', '7'] });
  world.jira.transition('BENCH-1', 'Done');
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ state: '6', close_notes: 'Closed in Jira' });
  expect(await conflicts()).toEqual([]);
});

// Red without: enteringValues (writes/execute-creates.ts).
test('B10: what is closed already is made with the close code and notes that the data policy demands', async () => {
  world.serviceNow.manners.set('B10', { states: ['6', '7'] });
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  world.jira.transition('BENCH-1', 'Done');
  expect(await world.run('onboarding')).toMatchObject({ counters: { created: 1, held: 0, failed: 0 } });
  expect(world.incident('BENCH-1')).toMatchObject({ state: '6', close_notes: 'Closed in Jira' });
});

// Red without: the status in withoutRefused (writes/execute-creates.ts).
test('B10: what the data policy demands and the mapping does not give holds the status, and the rest is made', async () => {
  await world.redefine((definition) => ({
    ...definition,
    items: definition.items.map((item) => ({
      ...item,
      fields: item.fields.map((field) => ({ ...field, transition: { left: {}, right: {} } })),
    })),
  }));
  world.serviceNow.manners.set('B10', { states: ['6', '7'] });
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  world.jira.transition('BENCH-1', 'Done');
  await world.run('onboarding');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail is slow', state: '1' });
  const [conflict] = await conflicts();
  expect(conflict).toMatchObject({ field: 'status:state', reason: 'rejected' });
  expect(conflict?.message).toContain('Close notes is mandatory');

  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Mail was slow' });
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail was slow', state: '1' });
  expect(await conflicts()).toHaveLength(1);
});

// Red without: isIncomplete (writes/execute-links.ts).
test('B14: an answer without the item or without its version is read back', async () => {
  const id = await linked();
  world.jira.manners.set('B14');
  world.serviceNow.manners.set('B14', { fields: ['sys_updated_on', 'sys_mod_count', 'short_description'] });
  world.jira.edit('BENCH-1', { summary: 'Edited' });
  world.serviceNow.people.edit('incident', id, { priority: '1' });
  await world.run('incremental');
  expect(world.incident('BENCH-1').short_description).toBe('Edited');
  expect(world.jira.issue('BENCH-1').fields.priority).toMatchObject({ name: 'Highest' });
  expect((await world.links())[0]?.bases['summary:short_description']).toMatchObject({ right: 'Edited' });
  expect(await conflicts()).toEqual([]);
});

// Red without: the outcome of each element (createSome in connectors/jira/items/create-items.ts).
test('B15: of a bulk create that succeeds in part the rest is made, and the refused one is listed with its words', async () => {
  for (let n = 1; n <= 5; n += 1) world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  world.jira.manners.set('B15', { element: 2, times: 1 });
  const run = await world.run('onboarding');
  expect(run).toMatchObject({ state: 'finished', counters: { failed: 1 } });
  expect(world.jira.issues()).toHaveLength(4);
  const [change] = await world.sql('select problem, attempts from changes where problem is not null');
  expect(change).toMatchObject({ problem: expect.stringMatching(/\S/), attempts: 1 });
  world.clock.advance(3_600_000);
  await world.run('incremental');
  expect(world.jira.issues()).toHaveLength(5);
});

// Red without: byUs in isCopy (writes/plan-comments.ts).
test('B21: a comment that a business rule repeats comes over once more and never returns', async () => {
  await linked();
  world.serviceNow.manners.set('B21', { userName: 'beth.anglin' });
  world.jira.comment('BENCH-1', 'Have you tried another one?');
  for (let cycle = 0; cycle < 3; cycle += 1) {
    await world.run('incremental');
    world.clock.advance(60_000);
  }
  expect(world.serviceNow.people.rows('sys_journal_field')).toHaveLength(2);
  expect(world.jira.issue('BENCH-1').comments).toHaveLength(2);
});

// Red without: the id of each comment in its mark (planComments in writes/plan-comments.ts).
test('B21: the same words said twice on purpose are two comments', async () => {
  const id = await linked();
  for (let n = 0; n < 2; n += 1) {
    world.serviceNow.people.journal('incident', id, 'comments', 'Any news?', { as: 'beth.anglin' });
    world.clock.advance(5_000);
  }
  await world.run('incremental');
  await world.run('incremental');
  expect(world.jira.issue('BENCH-1').comments).toHaveLength(2);
});
