import { afterEach, expect, test } from 'vitest';
import { answerConflict, listConflicts } from '../../../backend/conflicts/index.js';
import { incidents } from '../../support/definitions.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
afterEach(() => world.close());

const isPatch = ({ method }: { readonly method: string }) => method === 'PATCH';
const historyOf = (field: string) =>
  world.sql('select kind, side, before, after from history where field = $1 order by id', [field]);

test('what an interrupted write has written and covered is in history all the same', async () => {
  world = await createWorld({ definition: incidents({ conflicts: 'left' }) });
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  const id = world.incident('BENCH-1').sys_id ?? '';
  world.serviceNow.people.edit('incident', id, { short_description: 'Mail is fast' });

  await world.kill('incremental', { call: isPatch, when: 'after' });
  expect(await historyOf('summary:short_description')).toEqual([]);
  await world.run('incremental');

  expect(await historyOf('summary:short_description')).toEqual([
    { kind: 'overwritten', side: 'right', before: 'Mail is fast', after: null },
    { kind: 'updated', side: 'right', before: 'Mail is fast', after: 'Mail is very slow' },
  ]);
});

// Red without: the fields that were not found written (interruptedLines in writes/history-lines.ts).
test('what it was to cover is named too when somebody has written over both since', async () => {
  world = await createWorld({ definition: incidents({ initial: 'right' }) });
  const issue = world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  world.serviceNow.people.create('incident', { short_description: 'Mail is fast', correlation_id: issue.key });
  await world.kill('onboarding', { call: ({ method }) => method === 'PUT', when: 'after' });
  world.jira.edit('BENCH-1', { summary: 'Mail is gone' });
  await world.run('onboarding');

  expect(world.jira.issue('BENCH-1').fields.summary).toBe('Mail is fast');
  expect(await historyOf('summary:short_description')).toMatchObject([
    { kind: 'overwritten', side: 'left', before: 'Mail is slow' },
    { kind: 'overwritten', side: 'left', before: 'Mail is gone' },
    { kind: 'updated', side: 'left', before: 'Mail is gone', after: 'Mail is fast' },
  ]);
});

test('a second interruption, after the first was looked into, loses nothing of that either', async () => {
  world = await createWorld({ definition: incidents({ conflicts: 'left' }) });
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  await world.kill('incremental', { call: isPatch, when: 'after' });
  world.jira.edit('BENCH-1', { priority: 'Low' });
  await world.kill('incremental', { call: isPatch, when: 'after' });
  await world.run('incremental');

  expect(await historyOf('summary:short_description')).toMatchObject([{ kind: 'updated', after: 'Mail is very slow' }]);
  expect(await historyOf('priority:priority')).toMatchObject([{ kind: 'updated' }]);
});

// Red without: settlement (writes/prepare-link.ts), what was found being stored with what follows from it.
test('nor does one that comes while what follows from the look is written', async () => {
  world = await createWorld({ definition: incidents({ conflicts: 'left' }) });
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow', priority: 'Medium' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow', priority: 'Low' });
  const id = world.incident('BENCH-1').sys_id ?? '';
  world.serviceNow.people.edit('incident', id, { short_description: 'Mail is fast' });
  await world.kill('incremental', { call: isPatch, when: 'after' });
  // Half of it is there no more, so that the rest is written anew.
  world.serviceNow.people.edit('incident', id, { priority: '1' });
  await world.kill('incremental', { call: isPatch, when: 'before' });
  await world.run('incremental');

  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail is very slow', priority: '4' });
  expect(await historyOf('summary:short_description')).toEqual([
    { kind: 'overwritten', side: 'right', before: 'Mail is fast', after: null },
    { kind: 'updated', side: 'right', before: 'Mail is fast', after: 'Mail is very slow' },
  ]);
});

// Red without: resolvedLine in settleInterrupted (writes/settle-interrupted.ts).
test('what a person decided is in history, whoever crashed over it', async () => {
  world = await createWorld();
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  const id = world.incident('BENCH-1').sys_id ?? '';
  world.serviceNow.people.edit('incident', id, { short_description: 'Mail is fast' });
  await world.run('incremental');
  await world.database.transaction('answer', async (transaction) => {
    const [shown] = await listConflicts(transaction, null);
    await answerConflict(transaction, { id: shown?.id ?? '', version: shown?.version ?? 0 }, { take: 'left' });
  });
  await world.kill('incremental', { call: isPatch, when: 'after' });
  await world.run('incremental');

  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail is very slow' });
  expect((await historyOf('summary:short_description')).map(({ kind }) => kind)).toEqual([
    'held',
    'resolved',
    'overwritten',
    'updated',
  ]);
});

test('a link that an interrupted create is found by begins its history as any other', async () => {
  world = await createWorld();
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.kill('onboarding', { call: ({ method }) => method === 'POST', when: 'after' });
  await world.run('onboarding');
  expect(await world.sql('select kind, side, message from history order by id limit 1')).toEqual([
    { kind: 'created', side: 'right', message: 'BENCH-1 became INC0010001' },
  ]);
});

test('a pair that existed before says how it was found', async () => {
  world = await createWorld();
  const issue = world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  world.serviceNow.people.create('incident', { short_description: 'Mail is slow', correlation_id: issue.key });
  await world.run('onboarding');
  expect(await world.sql('select kind, message from history order by id limit 1')).toEqual([
    { kind: 'linked', message: 'BENCH-1 and INC0010001 were found to be the same' },
  ]);
});
