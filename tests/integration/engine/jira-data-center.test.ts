import { afterEach, beforeEach, expect, test } from 'vitest';
import { cleanPoll } from '../../support/clean-poll.js';
import { incidents } from '../../support/definitions.js';
import { createWorld, type World } from '../../support/world.js';

const definition = incidents({ left: { connection: 'data-center', container: 'BENCH', filter: null } });

let world: World;
beforeEach(async () => {
  world = await createWorld({ hasDataCenter: true, definition });
});
afterEach(() => world.close());

const sysId = (key: string) => String(world.incident(key).sys_id);

test('onboarding gives each side its partners, and texts keep their words whatever markup would make of them', async () => {
  const log = 'C:\\temp *was* full:\n\n  - [x] disk_1\n  - {sda}\n\n\n# df -h';
  world.dataCenter.createIssue({
    project: 'BENCH',
    summary: 'Disk is full',
    description: 'See *here*',
    priority: 'High',
  });
  world.serviceNow.people.create('incident', { short_description: 'VPN drops', description: log, priority: '2' });
  const run = await world.run('onboarding');
  expect(run).toMatchObject({ state: 'finished', error: null, counters: { created: 2, failed: 0, held: 0 } });
  expect(world.incident('BENCH-1')).toMatchObject({
    short_description: 'Disk is full',
    description: 'See here',
    priority: '2',
  });
  expect(world.dataCenter.issue('BENCH-2').fields).toMatchObject({ summary: 'VPN drops', priority: { name: 'High' } });
  await cleanPoll(world);
  await cleanPoll(world);
  expect(world.incident('BENCH-2').description).toBe(log);
});

test('edits and comments go both ways once, and a quiet cycle costs one call per stream', async () => {
  world.dataCenter.createIssue({
    project: 'BENCH',
    summary: 'Mail is slow',
    description: 'Since Monday\n\n{panel}stop{panel}',
  });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.dataCenter.edit('BENCH-1', { summary: 'Mail is very slow', labels: ['mail'] });
  world.dataCenter.comment('BENCH-1', 'Try *another* client');
  world.dataCenter.transition('BENCH-1', 'In Progress');
  await cleanPoll(world);
  expect(world.incident('BENCH-1')).toMatchObject({
    short_description: 'Mail is very slow',
    u_labels: 'mail',
    state: '2',
  });
  const journal = () =>
    world.serviceNow.people.rows('sys_journal_field').filter(({ element }) => element === 'comments');
  expect(journal()).toMatchObject([{ value: expect.stringContaining('Try another client') }]);

  world.clock.advance(60_000);
  const description = String(world.incident('BENCH-1').description).replace('Monday', 'Tuesday');
  world.serviceNow.people.edit('incident', sysId('BENCH-1'), { description });
  world.serviceNow.people.journal('incident', sysId('BENCH-1'), 'work_notes', 'Cable *replaced*', { as: 'admin' });
  await cleanPoll(world);
  const issue = world.dataCenter.issue('BENCH-1');
  expect(issue.fields.description).toBe('Since Tuesday\n\n{panel}stop{panel}');
  expect(issue.comments.map(({ body }) => body)).toEqual([
    'Try *another* client',
    expect.stringContaining('Cable \\*replaced\\*'),
  ]);
  await cleanPoll(world);
  expect(journal()).toHaveLength(1);

  world.clock.advance(600_000);
  await world.run('incremental');
  world.clock.advance(600_000);
  expect(await world.run('incremental')).toMatchObject({
    counters: { read: 0, created: 0, updated: 0 },
    calls: { 'data-center': { reads: 1, writes: 0 }, 'service-now': { reads: 1, writes: 0 } },
  });
});

test('a worker killed after its issues were made leaves no double behind', async () => {
  for (let n = 1; n <= 5; n += 1) world.serviceNow.people.create('incident', { short_description: `incident ${n}` });
  world.dataCenter.manners.set('B1', { delayMs: 5_000 });
  await world.kill('onboarding', { call: ({ url }) => url.endsWith('/rest/api/2/issue/bulk'), when: 'after' });
  const run = await world.run('onboarding', {}, await world.anotherEngine());
  expect(run).toMatchObject({ state: 'finished', error: null, counters: { failed: 0 } });
  expect(world.dataCenter.issues()).toHaveLength(5);
  expect(await world.links()).toHaveLength(5);
});

// Red without: withMarks (streams/with-marks.ts); pages of Data Center carry no marks
test('a restored backup finds the issues that were made after it', async () => {
  await world.redefine((given) => ({ ...given, match: null }));
  for (let n = 1; n <= 3; n += 1) world.serviceNow.people.create('incident', { short_description: `incident ${n}` });
  world.dataCenter.createIssue({ project: 'BENCH', summary: 'of a person' });
  await world.run('onboarding');
  const before = (await world.links()).map(({ left, right }) => [left.id, right.id]);
  await world.sql(
    'truncate links, link_comments, conflicts, writes, history, ledger, changes, cursors, integration_runs cascade',
  );
  await world.sql('update integrations set onboarded_at = null');
  world.clock.advance(3_600_000);
  const run = await world.run('onboarding', {}, await world.anotherEngine());
  expect(run).toMatchObject({ state: 'finished', counters: { created: 0, failed: 0 } });
  expect((await world.links()).map(({ left, right }) => [left.id, right.id])).toEqual(before);
  expect(world.dataCenter.issues()).toHaveLength(4);
});
