import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const incidentOf = (key: string) =>
  world.serviceNow.people.rows('incident').find((row) => row.correlation_id === key) ?? {};

test('onboarding gives every issue one incident with the mapped values', async () => {
  for (let n = 1; n <= 5; n += 1) {
    world.jira.createIssue({
      project: 'BENCH',
      summary: `Printer ${n} is out of paper`,
      labels: ['office', `floor${n}`],
    });
  }
  const run = await world.run('onboarding');
  expect(run).toMatchObject({ state: 'finished', error: null, counters: { created: 5, failed: 0, held: 0 } });
  expect(incidentOf('BENCH-3')).toMatchObject({
    short_description: 'Printer 3 is out of paper',
    state: '1',
    u_labels: 'office,floor3',
  });
  expect(world.serviceNow.people.rows('incident')).toHaveLength(5);
});

test('what exists on the other side becomes issues, and the key of each issue comes back', async () => {
  world.serviceNow.people.create('incident', {
    short_description: 'VPN drops',
    description: 'Line 1\nLine 2',
    priority: '2',
  });
  const run = await world.run('onboarding');
  expect(run).toMatchObject({ state: 'finished', error: null, counters: { created: 1, failed: 0 } });
  const issue = world.jira.issues()[0];
  expect(issue).toMatchObject({ fields: { summary: 'VPN drops', priority: { name: 'High' } } });
  expect(incidentOf(issue?.key ?? '')).toMatchObject({ short_description: 'VPN drops' });
});

test('an edit on either side arrives on the other, and a quiet cycle costs one call per stream', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  const first = await world.run('incremental');
  expect(first).toMatchObject({ state: 'finished', counters: { updated: 1, held: 0 } });
  expect(incidentOf('BENCH-1')).toMatchObject({ short_description: 'Mail is very slow' });

  world.clock.advance(60_000);
  world.serviceNow.people.edit('incident', String(incidentOf('BENCH-1').sys_id), { short_description: 'Mail is fast' });
  await world.run('incremental');
  expect(world.jira.issues()[0]).toMatchObject({ fields: { summary: 'Mail is fast' } });

  await world.run('incremental');
  const quiet = await world.run('incremental');
  expect(quiet).toMatchObject({
    counters: { read: 0, created: 0, updated: 0 },
    calls: { jira: { reads: 1, writes: 0 }, 'service-now': { reads: 1, writes: 0 } },
  });
});

test('different fields edited on both sides both arrive; the same field waits for a person', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Disk is full', labels: ['disk'] });
  await world.run('onboarding');
  world.clock.advance(60_000);
  const id = String(incidentOf('BENCH-1').sys_id);
  world.jira.edit('BENCH-1', { summary: 'Disk is full again', priority: 'Low' });
  world.serviceNow.people.edit('incident', id, { short_description: 'Disk was full', u_labels: 'disk,server' });
  const run = await world.run('incremental');
  expect(run).toMatchObject({ state: 'finished', counters: { held: 1, failed: 0 } });
  expect(incidentOf('BENCH-1')).toMatchObject({ short_description: 'Disk was full', priority: '4' });
  expect(world.jira.issues()[0]).toMatchObject({
    fields: { summary: 'Disk is full again', labels: ['disk', 'server'] },
  });
});

test('comments go to the other side once, public as comments and internal as work notes', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Phone is dead' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  const id = String(incidentOf('BENCH-1').sys_id);
  world.jira.comment('BENCH-1', 'Have you tried another handset?', { as: 'alice@example.com' });
  world.serviceNow.people.journal('incident', id, 'work_notes', 'Cable replaced', { as: 'admin' });
  await world.run('incremental');
  await world.run('incremental');
  const journal = world.serviceNow.people.rows('sys_journal_field');
  expect(journal.filter((row) => String(row.value).includes('another handset'))).toHaveLength(1);
  const comments = world.jira.issues()[0]?.comments ?? [];
  expect(comments.filter((comment) => JSON.stringify(comment).includes('Cable replaced'))).toHaveLength(1);
});

describe('an onboarding that was interrupted while it made something', () => {
  /** Longer than a run waits inside for an interrupted write to be looked for a second time. */
  const SETTLE_MS = 120_000;

  /** A worker dies with the answer to its first create; another one takes up the work. */
  async function interrupted() {
    await world.redefine((definition) => ({ ...definition, settleMs: SETTLE_MS }));
    for (let n = 1; n <= 3; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Printer ${n}` });
    await world.kill('onboarding', {
      call: ({ method, url }) => method === 'POST' && url.includes('/incident'),
      when: 'before',
    });
    return world.anotherEngine();
  }

  const waiting = () => world.sql('select item_key from changes');

  // Red without: isThorough (runs/work-phase.ts)
  test('is not done while that waits to be looked for', async () => {
    const other = await interrupted();
    const run = await world.run('onboarding', {}, other);
    expect(await waiting()).toEqual([]);
    expect(run).toMatchObject({ state: 'finished', error: null });
    expect(world.serviceNow.people.rows('incident')).toHaveLength(3);
    expect((await world.integration()).onboardedAt).not.toBeNull();
  });

  // Red without: bringBack (changes/change-repository.ts)
  test('is not done while a poll has taken that over and left it waiting', async () => {
    const other = await interrupted();
    await world.run('incremental', {}, other);
    expect(await waiting()).not.toEqual([]);
    await world.run('onboarding', {}, other);
    expect(await waiting()).toEqual([]);
    expect(world.serviceNow.people.rows('incident')).toHaveLength(3);
  });
});
