import { afterEach, beforeEach, expect, test } from 'vitest';
import { incidents } from '../../support/definitions.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  // nothing but marks tells what was made
  world = await createWorld({ definition: incidents({ match: null }) });
});
afterEach(() => world.close());

const rows = () => world.serviceNow.people.rows('incident');
/** Items that were made twice and found out later. */
const doubled = () => world.sql(`select message from history where kind = 'doubled'`);

/** Half a minute after the time-out of the request. */
const LANDS_MS = 59_000;

async function cycles(count: number): Promise<void> {
  for (let cycle = 0; cycle < count; cycle += 1) {
    world.clock.advance(90_000);
    await world.run('incremental');
  }
}

// Red without: the look-up by mark (lookUp in changes/decide-unlinked.ts).
test.each([true, false])(
  'B11: the answer to a create in ServiceNow never arrives (made: %s): one incident',
  async (made) => {
    world.serviceNow.manners.set('B11', { made, times: 1 });
    world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
    await world.run('onboarding');
    await cycles(2);
    expect(rows()).toHaveLength(1);
    expect(await world.links()).toHaveLength(1);
    expect(await doubled()).toEqual([]);
  },
);

// Red without: the look-up by mark (lookUp in changes/decide-unlinked.ts).
test.each([true, false])(
  'B11: the answer to a bulk create in Jira never arrives (made: %s): each issue once',
  async (made) => {
    world.jira.manners.set('B11', { made, times: 1 });
    for (let n = 1; n <= 3; n += 1) world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
    await world.run('onboarding');
    await cycles(2);
    expect(world.jira.issues()).toHaveLength(3);
    expect(await world.links()).toHaveLength(3);
    expect(await doubled()).toEqual([]);
  },
);

// Red without: the copy by mark (planComments in writes/plan-comments.ts).
test.each([true, false])('B11: the answer to a comment never arrives (made: %s): one comment', async (made) => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.serviceNow.manners.set('B11', { made, times: 1 });
  world.jira.comment('BENCH-1', 'Have you tried another one?');
  await cycles(3);
  expect(world.serviceNow.people.rows('sys_journal_field')).toHaveLength(1);
});

// Red without: the second look (createOrWait in changes/decide-unlinked.ts).
test.each(['jira', 'service-now'] as const)(
  'B12: a create that times out in %s and lands half a minute later: once',
  async (target) => {
    if (target === 'jira') {
      world.jira.manners.set('B12', { delayMs: LANDS_MS, drop: 'hang', times: 1 });
      world.serviceNow.people.create('incident', { short_description: 'VPN drops' });
    } else {
      world.serviceNow.manners.set('B12', { delayMs: LANDS_MS, drop: 'hang', times: 1 });
      world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
    }
    await world.run('onboarding');
    await cycles(3);
    expect([world.jira.issues().length, rows().length]).toEqual([1, 1]);
    expect(await world.links()).toHaveLength(1);
    expect(await doubled()).toEqual([]);
  },
);

// Red without: the wait for what may still land (settleInterrupted in writes/settle-interrupted.ts).
test('B12: an update that lands half a minute later does not undo what was written since', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.serviceNow.manners.set('B12', { delayMs: LANDS_MS, drop: 'hang', times: 1 });
  world.jira.edit('BENCH-1', { summary: 'First' });
  await world.run('incremental');
  world.jira.edit('BENCH-1', { summary: 'Second' });
  await world.run('incremental');
  await cycles(3);
  expect(world.incident('BENCH-1').short_description).toBe('Second');
  expect(world.jira.issue('BENCH-1').fields.summary).toBe('Second');
});

// Red without: lateLandings (writes/prepare-link.ts): the old value passes for an edit, and takes the later one away on both sides.
test.each([
  ['whom it covered', true, 'our write covered an edit by admin that was not seen before: “Second”'],
  [
    'what it covered where the audit is closed',
    false,
    'a request to service-now that was given up has landed after all and covered “Second”',
  ],
])('B12: an update that lands long after it was made again is named, with %s', async (_what, hasAudit, message) => {
  if (!hasAudit) world.serviceNow.access.deny({ user: 'syncline', table: 'sys_audit', operation: 'read' });
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.serviceNow.manners.set('B12', { delayMs: 1_200_000, drop: 'hang', times: 1 });
  world.jira.edit('BENCH-1', { summary: 'First' });
  await world.run('incremental');
  await cycles(3);
  expect(world.incident('BENCH-1').short_description).toBe('First');
  world.serviceNow.people.edit('incident', world.incident('BENCH-1').sys_id ?? '', { short_description: 'Second' });
  await cycles(1);
  expect(world.jira.issue('BENCH-1').fields.summary).toBe('Second');
  world.clock.advance(1_200_000);
  expect(world.incident('BENCH-1').short_description).toBe('First');

  await cycles(2);
  expect(world.jira.issue('BENCH-1').fields.summary).toBe('Second');
  expect(await world.sql('select field, reason, message from conflicts where closed_at is null')).toEqual([
    {
      field: 'summary:short_description',
      reason: 'overwritten',
      message,
    },
  ]);
});

// Red without: the look-up by mark (lookUp in changes/decide-unlinked.ts).
test('B13: marks that search learns of late make no doubles', async () => {
  world.jira.manners.set('B13', { delayMs: 300_000 });
  for (let n = 1; n <= 3; n += 1) world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  await world.kill('onboarding', { transaction: 'close links', when: 'before' });
  await world.run('onboarding');
  await cycles(2);
  expect(world.jira.issues()).toHaveLength(3);
  expect(rows()).toHaveLength(3);
  expect(await doubled()).toEqual([]);
});
