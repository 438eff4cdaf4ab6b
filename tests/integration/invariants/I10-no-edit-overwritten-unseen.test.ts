import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerConflict, listConflicts } from '../../../backend/conflicts/index.js';
import type { HttpRequest } from '../../../backend/connectors/sdk/index.js';
import { type ConnectionName, createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
});
afterEach(() => world.close());

const conflicts = () => world.database.transaction('list', (transaction) => listConflicts(transaction, null));
const isIssueUpdate = ({ method }: HttpRequest) => method === 'PUT';
const isIncidentUpdate = ({ method }: HttpRequest) => method === 'PATCH';

/** Does something once, just before the first such call arrives. */
function justBefore(connection: ConnectionName, isCall: (request: HttpRequest) => boolean, deed: () => void): void {
  let isDone = false;
  world.intercept(connection, (request, send) => {
    if (!isDone && isCall(request)) {
      isDone = true;
      world.clock.advance(1_500);
      deed();
      world.clock.advance(1_500);
    }
    return send();
  });
}

const editIncident = (values: Record<string, string>) =>
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-1').sys_id), values);

// Red without: findOverwritten (writes/execute-links.ts).
test('an edit in Jira that our write covered is held with its value and its author', async () => {
  editIncident({ short_description: 'Mail is very slow' });
  justBefore('jira', isIssueUpdate, () => world.jira.edit('BENCH-1', { summary: 'Mail is lost' }, { as: 'alice' }));
  await world.run('incremental');
  const [conflict] = await conflicts();
  expect(conflict).toMatchObject({ field: 'summary:short_description', reason: 'overwritten', left: 'Mail is lost' });
  expect(conflict?.message).toContain('Alice');
});

// Red without: findOverwritten (writes/execute-links.ts).
test('an edit in ServiceNow that our write covered is held with its value and its author', async () => {
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  justBefore('service-now', isIncidentUpdate, () => editIncident({ short_description: 'Mail is lost' }));
  await world.run('incremental');
  const [conflict] = await conflicts();
  expect(conflict).toMatchObject({ field: 'summary:short_description', reason: 'overwritten', right: 'Mail is lost' });
  expect(conflict?.message).toContain('admin');
});

// Red without: the modification count (isExceededBy in connectors/servicenow/usual-saves.ts).
test('where sys_audit is closed to the account, the modification count still tells, and only the value is unknown', async () => {
  world.serviceNow.access.deny({ user: 'syncline', table: 'sys_audit', operation: 'read' });
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  justBefore('service-now', isIncidentUpdate, () => editIncident({ short_description: 'Mail is lost' }));
  await world.run('incremental');
  const [conflict] = await conflicts();
  expect(conflict).toMatchObject({ field: 'summary:short_description', reason: 'overwritten' });
  expect(conflict?.message).toContain('somebody');
  expect(conflict?.message).toContain('a value that the tool keeps no trace of');

  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { priority: 'Low' });
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ priority: '4' });
  expect(await conflicts()).toMatchObject([{ reason: 'overwritten' }]);
});

// Red without: overwrites (writes/settle-interrupted.ts).
test.each(['left', 'right'] as const)(
  'a covered edit on the %s is held also when our worker died of that write',
  async (side) => {
    if (side === 'left') {
      editIncident({ short_description: 'Mail is very slow' });
      justBefore('jira', isIssueUpdate, () => world.jira.edit('BENCH-1', { summary: 'Mail is lost' }));
      await world.kill('incremental', { call: isIssueUpdate, when: 'after' });
    } else {
      world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
      justBefore('service-now', isIncidentUpdate, () => editIncident({ short_description: 'Mail is lost' }));
      await world.kill('incremental', { call: isIncidentUpdate, when: 'after' });
    }
    await world.run('incremental');
    expect(await conflicts()).toMatchObject([{ reason: 'overwritten', [side]: 'Mail is lost' }]);
  },
);

// Red without: isCovered (writes/held-fields.ts).
test('a covered edit waits for a person though both sides agree, and comes back when he takes it', async () => {
  editIncident({ short_description: 'Mail is very slow' });
  justBefore('jira', isIssueUpdate, () => world.jira.edit('BENCH-1', { summary: 'Mail is lost' }));
  await world.run('incremental');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { priority: 'Low' });
  await world.run('incremental');
  const [conflict] = await conflicts();
  expect(conflict).toMatchObject({ reason: 'overwritten', left: 'Mail is lost', version: 1 });

  await world.database.transaction('answer', (transaction) =>
    answerConflict(transaction, { id: conflict?.id ?? '', version: 1 }, { take: 'left' }),
  );
  world.clock.advance(3_600_000);
  await world.run('incremental');
  expect(world.jira.issue('BENCH-1').fields.summary).toBe('Mail is lost');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail is lost' });
  expect(await conflicts()).toEqual([]);
});

// Red without: hasUnseenEdit (writes/close-link.ts).
test('an edit of another field between our read and our write is seen and carried', async () => {
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  justBefore('service-now', isIncidentUpdate, () => editIncident({ priority: '1' }));
  await world.run('incremental');
  await world.run('incremental');
  expect(world.jira.issue('BENCH-1').fields.priority).toMatchObject({ name: 'Highest' });
  expect(await conflicts()).toEqual([]);
});
