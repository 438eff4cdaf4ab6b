import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

/** As a backup that was made before anything was linked. */
async function forgetEverything(): Promise<void> {
  await world.sql(
    'truncate links, link_comments, conflicts, writes, history, ledger, changes, cursors, integration_runs cascade',
  );
  await world.sql('update integrations set onboarded_at = null');
}

// Red without: createdByUs and recordMarked (streams/read-stream.ts) for Jira, the look-up by mark for ServiceNow.
test('a restored backup finds the pairs that were made after it, on both sides', async () => {
  await world.redefine((definition) => ({ ...definition, match: null }));
  for (let n = 1; n <= 3; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Issue ${n}` });
  for (let n = 1; n <= 3; n += 1) world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  world.jira.comment('BENCH-1', 'Have you tried another one?', { as: 'alice' });
  await world.run('onboarding');
  await world.run('incremental');
  const before = (await world.links()).map(({ left, right }) => [left.id, right.id]);
  const journal = world.serviceNow.people.rows('sys_journal_field').length;
  expect(before).toHaveLength(6);

  await forgetEverything();
  world.clock.advance(3_600_000);
  expect(await world.run('onboarding')).toMatchObject({ state: 'finished', counters: { created: 0, failed: 0 } });
  await world.run('incremental');
  expect((await world.links()).map(({ left, right }) => [left.id, right.id])).toEqual(before);
  expect(world.jira.issues()).toHaveLength(6);
  expect(world.serviceNow.people.rows('incident')).toHaveLength(6);
  expect(world.serviceNow.people.rows('sys_journal_field')).toHaveLength(journal);
});

// Red without: decideMarked (changes/decide-unlinked.ts).
test('an unlinked item that carries our mark is never a change of its own', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.redefine((definition) => ({ ...definition, match: null }));
  await world.kill('onboarding', { transaction: 'close links', when: 'before' });
  world.jira.remove('BENCH-1');
  await world.run('onboarding');
  world.serviceNow.people.edit('incident', String(world.serviceNow.people.rows('incident')[0]?.sys_id), {
    short_description: 'Mail is very slow',
  });
  await world.run('incremental');
  expect(world.jira.issues()).toEqual([]);
});

// Red without: repairDouble (changes/work-changes.ts).
test('a second item with the same mark is taken away and named', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Disk is full' });
  await world.run('onboarding');
  const original = world.incident('BENCH-1');
  world.clock.advance(60_000);
  const { short_description = '', correlation_display = '' } = original;
  world.serviceNow.people.create('incident', { short_description, correlation_display }, { as: 'syncline' });
  await world.run('incremental');
  const left = world.serviceNow.people.rows('incident');
  expect(left.map(({ sys_id }) => sys_id)).toEqual([original.sys_id]);
  const [line] = await world.sql(`select message, side from history where kind = 'doubled'`);
  expect(line).toMatchObject({ side: 'right', message: expect.stringContaining('made twice') });
  const [write] = await world.sql(`select state from writes where kind = 'remove'`);
  expect(write).toEqual({ state: 'done' });
});

// Red without: announce in removeItem (writes/remove-item.ts), settleRemovals (changes/work-changes.ts)
test.each(['before', 'after'] as const)(
  'it is named once, though the worker dies %s it is taken away',
  async (when) => {
    world.jira.createIssue({ project: 'BENCH', summary: 'Disk is full' });
    await world.run('onboarding');
    const { short_description = '', correlation_display = '' } = world.incident('BENCH-1');
    world.clock.advance(60_000);
    world.serviceNow.people.create('incident', { short_description, correlation_display }, { as: 'syncline' });
    await world.kill('incremental', { call: ({ method }) => method === 'DELETE', when });
    const other = await world.anotherEngine();
    await world.run('incremental', {}, other);
    await world.run('incremental', {}, other);
    expect(world.serviceNow.people.rows('incident')).toHaveLength(1);
    const lines = await world.sql(`select message from history where kind = 'doubled'`);
    expect(lines).toEqual([{ message: expect.stringMatching(/^INC\d+ was made twice .* is deleted$/) }]);
    expect(await world.sql(`select state from writes where kind = 'remove'`)).toEqual([{ state: 'done' }]);
  },
);

// Red without: the condition on untouched doubles (changes/repair-double.ts).
test('a second item that somebody has edited is named and left alone', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Disk is full' });
  await world.run('onboarding');
  const { correlation_display = '' } = world.incident('BENCH-1');
  world.clock.advance(60_000);
  const double = world.serviceNow.people.create(
    'incident',
    { short_description: 'Disk is full', correlation_display },
    { as: 'syncline' },
  );
  world.serviceNow.people.edit('incident', String(double.sys_id), { urgency: '1' }, { as: 'admin' });
  await world.run('incremental');
  expect(world.serviceNow.people.rows('incident')).toHaveLength(2);
  expect(world.jira.issues()).toHaveLength(1);
  const [line] = await world.sql(`select message from history where kind = 'doubled'`);
  expect(line?.message).toContain('edited since');
});

// Red without: createdByUs in the branch for marked items (changes/decide-unlinked.ts).
test('a mark on an item that somebody else has made says nothing: the copy of an incident is an incident', async () => {
  await world.redefine((definition) => ({ ...definition, match: null }));
  world.jira.createIssue({ project: 'BENCH', summary: 'Phone is dead' });
  await world.run('onboarding');
  const { correlation_display = '' } = world.serviceNow.people.rows('incident')[0] ?? {};
  world.clock.advance(60_000);
  world.serviceNow.people.create(
    'incident',
    { short_description: 'Phone is dead, second floor', correlation_display },
    { as: 'beth.anglin' },
  );
  await world.run('incremental');
  expect(world.serviceNow.people.rows('incident')).toHaveLength(2);
  expect(world.jira.issues().map(({ fields }) => fields.summary)).toEqual([
    'Phone is dead',
    'Phone is dead, second floor',
  ]);
});

// Red without: the look-up in bulk (lookUp in changes/decide-unlinked.ts called once per candidate).
test('unlinked items are looked up in bulk before anything is created', async () => {
  for (let n = 1; n <= 30; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  const order: string[] = [];
  world.intercept('service-now', (request, send) => {
    if (request.method === 'POST') order.push('create');
    else if (decodeURIComponent(request.url).includes('correlation_displayIN')) order.push('look');
    return send();
  });
  await world.run('onboarding');
  expect(order.filter((call) => call === 'look')).toHaveLength(1);
  expect(order[0]).toBe('look');
  expect(order.filter((call) => call === 'create')).toHaveLength(30);
});
