import { afterEach, beforeEach, expect, test } from 'vitest';
import { listConflicts } from '../../../backend/conflicts/index.js';
import type { ConflictPolicy } from '../../../backend/mappings/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const cell = (text: string) => ({ type: 'tableCell', content: [paragraph(text)] });
const TABLE = { type: 'table', content: [{ type: 'tableRow', content: [cell('Room'), cell('Printer')] }] };

const conflicts = () => world.database.transaction('list', (transaction) => listConflicts(transaction, null));
const editIncident = (values: Record<string, string>) =>
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-1').sys_id), values);

async function linked(fields: Parameters<World['jira']['edit']>[1]): Promise<void> {
  world.jira.createIssue({ project: 'BENCH', summary: 'Rooms', ...fields });
  await world.run('onboarding');
  world.clock.advance(60_000);
}

// Red without: the change being carried by block (carryText in mappings/merge/carry.ts).
test('an edit of the plain text on the right leaves the table on the left as it is', async () => {
  await linked({
    description: { type: 'doc', version: 1, content: [paragraph('First floor'), TABLE, paragraph('Last')] },
  });
  const before = String(world.incident('BENCH-1').description);
  editIncident({ description: before.replace('First floor', 'Second floor') });
  await world.run('incremental');
  expect(world.jira.issue('BENCH-1').fields.description).toMatchObject({
    content: [paragraph('Second floor'), TABLE, paragraph('Last')],
  });
  expect(await conflicts()).toEqual([]);
});

// Red without: sets written as add and remove (settle in mappings/merge/settle.ts).
test('sets merge by element and are written as add and remove', async () => {
  await linked({ labels: ['office', 'old'] });
  editIncident({ u_labels: 'office,old,fromRight' });
  let written = '';
  world.intercept('jira', (request, send) => {
    if (request.method === 'PUT') {
      written = request.body ?? '';
      world.jira.edit('BENCH-1', { labels: ['office', 'meanwhile'] });
    }
    return send();
  });
  await world.run('incremental');
  await world.run('incremental');
  expect(JSON.parse(written)).toEqual({ update: { labels: [{ add: 'fromRight' }] } });
  expect(world.jira.issue('BENCH-1').fields.labels).toEqual(['office', 'meanwhile', 'fromRight']);
  expect(String(world.incident('BENCH-1').u_labels).split(',').sort()).toEqual(['fromRight', 'meanwhile', 'office']);
});

// Red without: the merge by line (mergeBoth in mappings/merge/merge-both.ts).
test('different lines of one text edited on both sides both stay', async () => {
  await linked({ description: 'One\nTwo\nThree' });
  const before = String(world.incident('BENCH-1').description);
  world.jira.edit('BENCH-1', { description: 'One on the left\nTwo\nThree' });
  editIncident({ description: before.replace('Three', 'Three on the right') });
  await world.run('incremental');
  const merged = before.replace('One', 'One on the left').replace('Three', 'Three on the right');
  expect(world.incident('BENCH-1')).toMatchObject({ description: merged });
  expect(world.jira.issue('BENCH-1').fields.description).toMatchObject({
    content: [paragraph('One on the left'), paragraph('Two'), paragraph('Three on the right')],
  });
  expect(await conflicts()).toEqual([]);
});

// Red without: a new base where both sides moved to the same (mergeField in mappings/merge/merge-field.ts).
test('both sides moved to the same: nothing is written and nothing is held', async () => {
  await linked({ priority: 'Medium' });
  world.jira.edit('BENCH-1', { priority: 'High' });
  editIncident({ priority: '2' });
  world.serviceNow.calls.reset();
  await world.run('incremental');
  expect([world.jira.calls.of('editIssue'), world.serviceNow.calls.writes]).toEqual([0, 0]);
  expect((await world.links())[0]?.bases['priority:priority']).toMatchObject({ right: { id: '2' } });
});

// Red without: winnerOf (mappings/merge/policy.ts).
test.each<[ConflictPolicy, number, string, string]>([
  ['hold', 10_000, 'Left', 'Right'],
  ['left', 10_000, 'Left', 'Left'],
  ['right', 10_000, 'Right', 'Right'],
  ['newest', 10_000, 'Right', 'Right'],
  ['newest', 1_000, 'Left', 'Right'],
])('both apart, policy %s, %i ms apart: %s and %s', async (policy, apartMs, left, right) => {
  await world.redefine((definition) => ({ ...definition, conflicts: policy }));
  await linked({});
  world.jira.edit('BENCH-1', { summary: 'Left' });
  world.clock.advance(apartMs);
  editIncident({ short_description: 'Right' });
  await world.run('incremental');
  expect(world.jira.issue('BENCH-1').fields.summary).toBe(left);
  expect(world.incident('BENCH-1').short_description).toBe(right);
  expect(await conflicts()).toHaveLength(left === right ? 0 : 1);
  const lost = await world.sql(`select before from history where kind = 'overwritten'`);
  expect(lost).toEqual(left === right ? [{ before: left === 'Left' ? 'Right' : 'Left' }] : []);
});
