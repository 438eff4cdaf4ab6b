import { afterEach, beforeEach, expect, test } from 'vitest';
import { listConflicts } from '../../../backend/conflicts/index.js';
import type { HttpRequest } from '../../../backend/connectors/sdk/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const conflicts = () => world.database.transaction('list', (transaction) => listConflicts(transaction, null));
const isUpdate = ({ method, url }: HttpRequest) => method === 'PATCH' && url.includes('/api/now/table/incident');
const TABLE = {
  type: 'doc',
  version: 1,
  content: [
    { type: 'paragraph', content: [{ type: 'text', text: 'Before' }] },
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [
            { type: 'tableCell', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'A' }] }] },
            { type: 'tableCell', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'B' }] }] },
          ],
        },
      ],
    },
  ],
};

async function quietCycles(): Promise<void> {
  world.jira.calls.reset();
  world.serviceNow.calls.reset();
  for (let cycle = 0; cycle < 3; cycle += 1) {
    world.clock.advance(60_000);
    await world.run('incremental');
  }
}

// Red without: each side being compared with its own base (movedSides in mappings/merge/moved-sides.ts).
test('what a conversion loses is no edit: a table stays a table on the left and plain text on the right', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Rooms', description: TABLE });
  await world.run('onboarding');
  await quietCycles();
  await world.run('reconcile');
  expect([world.jira.calls.of('editIssue'), world.serviceNow.calls.writes]).toEqual([0, 0]);
  expect(world.jira.issue('BENCH-1').fields.description).toMatchObject({ content: TABLE.content });
});

// Red without: the base of the written side being the answer (baseOf in writes/close-create.ts given what was sent).
test('what a tool makes of our value is no edit: localIds of Jira are neither carried back nor held', async () => {
  world.jira.manners.set('B7');
  world.serviceNow.people.create('incident', {
    short_description: 'VPN drops',
    description: 'First line\nSecond line',
  });
  await world.run('onboarding');
  await quietCycles();
  await world.run('reconcile');
  expect([world.jira.calls.of('editIssue'), world.serviceNow.calls.writes]).toEqual([0, 0]);
  expect(await conflicts()).toEqual([]);
  const [link] = await world.links();
  expect(JSON.stringify(link?.bases['description:description']?.left)).toContain('localId');
});

// Red without: the judgement of the answer (afterWrite in writes/close-link.ts).
test('a tool that answers with the old value has refused: the field is held and the rest goes on', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Disk is full', priority: 'Medium' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.serviceNow.manners.set('B6', { fields: ['short_description'] });
  world.jira.edit('BENCH-1', { summary: 'Disk is full again', priority: 'High' });
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Disk is full', priority: '2' });
  expect(await conflicts()).toMatchObject([
    { field: 'summary:short_description', reason: 'refused', left: 'Disk is full again', right: 'Disk is full' },
  ]);
  await quietCycles();
  expect(world.serviceNow.calls.writes).toBe(0);

  world.serviceNow.manners.clear('B6');
  world.jira.edit('BENCH-1', { summary: 'Disk is full once more' });
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Disk is full once more' });
  expect(await conflicts()).toEqual([]);
});

// Red without: the refusal in answeredThere (writes/close-link.ts): the other side's part is missing for ever, and nobody is told.
test('a set that goes to both sides has no new base while one of them keeps what it had', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Disk is full', labels: ['office'] });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.serviceNow.manners.set('B6', { fields: ['u_labels'] });
  world.jira.edit('BENCH-1', { labels: ['office', 'vip'] });
  const id = world.incident('BENCH-1').sys_id ?? '';
  world.serviceNow.people.edit('incident', id, { u_labels: 'office,phone' });
  await world.run('incremental');
  expect(world.jira.issue('BENCH-1').fields.labels).toEqual(['office', 'vip', 'phone']);
  expect(await conflicts()).toMatchObject([{ field: 'labels:u_labels', reason: 'refused', right: 'office,phone' }]);

  world.serviceNow.manners.clear('B6');
  world.jira.edit('BENCH-1', { labels: ['vip', 'phone'] });
  await world.run('incremental');
  expect(world.incident('BENCH-1').u_labels?.split(',').sort()).toEqual(['phone', 'vip']);
  expect(await conflicts()).toEqual([]);
});

// Red without: the judgement of the answer (afterWrite in writes/close-create.ts).
test('a value that the tool has altered is held once and named, and is not carried back', async () => {
  world.serviceNow.manners.set('B7', { calculatesPriority: true, carriageReturns: false });
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow', priority: 'Highest' });
  await world.run('onboarding');
  const [conflict] = await conflicts();
  expect(conflict).toMatchObject({ field: 'priority:priority', reason: 'altered' });
  expect(conflict?.message).toContain('service-now was given');
  await quietCycles();
  expect(await conflicts()).toEqual([conflict]);
  expect([world.jira.calls.of('editIssue'), world.serviceNow.calls.writes]).toEqual([0, 0]);
  expect(world.jira.issue('BENCH-1').fields.priority).toMatchObject({ name: 'Highest' });
  expect((await world.links())[0]?.bases['priority:priority']).toMatchObject({ sent: { right: { id: '1' } } });
});

// Red without: recoverBases (writes/settle-interrupted.ts).
test('an altered value is named and no edit, also when the answer died with its worker', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Phone is dead', priority: 'Medium' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.serviceNow.manners.set('B7', { calculatesPriority: true, carriageReturns: false });
  world.jira.edit('BENCH-1', { priority: 'Highest' });
  await world.kill('incremental', { call: isUpdate, when: 'after' });
  await world.run('incremental');
  expect(await conflicts()).toMatchObject([{ field: 'priority:priority', reason: 'altered' }]);
  expect(world.jira.issue('BENCH-1').fields.priority).toMatchObject({ name: 'Highest' });
});
