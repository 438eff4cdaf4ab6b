import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SyncDefinition } from '../../../backend/mappings/index.js';
import type { RunCounters } from '../../../backend/runs/index.js';
import { fieldRule, incidents } from '../../support/definitions.js';
import { createWorld, type World } from '../../support/world.js';

const PRIORITIES = [
  ['Highest', '1'],
  ['High', '2'],
  ['Medium', '3'],
  ['Low', '4'],
  ['Lowest', '5'],
] as const;

/** From ServiceNow on to a project of a second Jira, which is called as that of the first. */
function onward(): SyncDefinition {
  return incidents({
    left: { connection: 'service-now', container: 'incident', filter: null },
    right: { connection: 'data-center', container: 'BENCH', filter: null },
    match: null,
    items: [
      {
        left: 'incident',
        right: 'Task',
        when: { left: null, right: null },
        onCreate: { left: { caller_id: 'syncline' }, right: {} },
        fields: [
          fieldRule('short_description', 'summary'),
          fieldRule('description', 'description'),
          fieldRule('priority', 'priority', { values: PRIORITIES.map(([right, left]) => ({ left, right })) }),
        ],
      },
    ],
    comments: { public: 'public', internal: 'internal' },
  });
}

let world: World;
beforeEach(async () => {
  world = await createWorld({ hasDataCenter: true, others: { onward: onward() } });
});
afterEach(() => world.close());

/** Each sync looks once, and then the other. @returns what both did */
async function cycle(): Promise<Pick<RunCounters, 'created' | 'updated'>> {
  world.clock.advance(60_000);
  const first = await world.run('incremental');
  const second = await world.runOf('onward', 'incremental');
  for (const run of [first, second]) expect(run).toMatchObject({ state: 'finished', error: null });
  for (const { counters } of [first, second]) expect(counters).toMatchObject({ failed: 0, held: 0 });
  return {
    created: first.counters.created + second.counters.created,
    updated: first.counters.updated + second.counters.updated,
  };
}

/** Until nothing more is carried. */
async function settle(): Promise<void> {
  for (let n = 0; n < 6; n += 1) {
    const { created, updated } = await cycle();
    if (created + updated === 0) return;
  }
  throw new Error('it does not come to rest');
}

const counts = () => ({
  cloud: world.jira.issues().length,
  middle: world.serviceNow.people.rows('incident').length,
  dataCenter: world.dataCenter.issues().length,
});
const texts = (comments: readonly unknown[]) =>
  comments.map((comment) => JSON.stringify((comment as { readonly body: unknown }).body));

// Red without: the items that another integration has linked (decideMarked in changes/decide-unlinked.ts).
test('an item that is made at either end, or in the middle, reaches the other tools once', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'From Cloud', priority: 'High' });
  world.dataCenter.createIssue({ project: 'BENCH', summary: 'From Data Center', priority: 'Low' });
  world.serviceNow.people.create('incident', { short_description: 'From the middle' });
  await world.run('onboarding');
  await world.runOf('onward', 'onboarding');
  await settle();
  expect(counts()).toEqual({ cloud: 3, middle: 3, dataCenter: 3 });
  world.jira.createIssue({ project: 'BENCH', summary: 'Later, from Cloud' });
  world.dataCenter.createIssue({ project: 'BENCH', summary: 'Later, from Data Center' });
  world.serviceNow.people.create('incident', { short_description: 'Later, from the middle' });
  await settle();
  expect(counts()).toEqual({ cloud: 6, middle: 6, dataCenter: 6 });
  const summaries = (issues: readonly { readonly fields: Readonly<Record<string, unknown>> }[]) =>
    issues.map(({ fields }) => String(fields.summary)).sort();
  expect(summaries(world.dataCenter.issues())).toEqual(summaries(world.jira.issues()));
  await world.run('reconcile');
  await world.runOf('onward', 'reconcile');
  await settle();
  expect(counts()).toEqual({ cloud: 6, middle: 6, dataCenter: 6 });
});

test('edits at either end travel along the chain and come to rest', async () => {
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  await world.runOf('onward', 'onboarding');
  await settle();
  const [far] = world.dataCenter.issues();
  world.jira.edit(key, { summary: 'Mail is very slow' });
  await settle();
  expect(world.dataCenter.issue(far?.key ?? '').fields.summary).toBe('Mail is very slow');
  world.dataCenter.edit(far?.key ?? '', { priority: 'Highest', description: 'Since Monday' });
  await settle();
  expect(world.jira.issue(key).fields.priority).toMatchObject({ name: 'Highest' });
  expect(JSON.stringify(world.jira.issue(key).fields.description)).toContain('Since Monday');
  expect(counts()).toEqual({ cloud: 1, middle: 1, dataCenter: 1 });
});

// Red without: the comments that another integration has copied (isCopy in writes/plan-comments.ts).
test('a comment reaches the other two tools once, and never the one where it was written', async () => {
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  await world.runOf('onward', 'onboarding');
  await settle();
  const [far] = world.dataCenter.issues();
  const { sys_id = '' } = world.incident(key);
  world.jira.comment(key, 'Said in Cloud', { as: 'alice' });
  world.dataCenter.comment(far?.key ?? '', 'Said in Data Center', { as: 'bob' });
  world.serviceNow.people.journal('incident', sys_id, 'comments', 'Said in the middle', { as: 'beth.anglin' });
  for (let n = 0; n < 4; n += 1) await cycle();
  await world.run('reconcile');
  await world.runOf('onward', 'reconcile');
  for (let n = 0; n < 2; n += 1) await cycle();
  const shown = {
    cloud: texts(world.jira.issue(key).comments),
    middle: world.serviceNow.people.rows('sys_journal_field').map(({ value }) => String(value)),
    dataCenter: texts(world.dataCenter.issue(far?.key ?? '').comments),
  };
  for (const words of Object.values(shown)) {
    for (const said of ['Said in Cloud', 'Said in Data Center', 'Said in the middle']) {
      expect(words.filter((text) => text.includes(said))).toHaveLength(1);
    }
    expect(words).toHaveLength(3);
  }
});

// Red without: checkSite (connections/site-check.ts).
test('another site behind one of three addresses stops what goes there, and nothing else', async () => {
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  await world.runOf('onward', 'onboarding');
  await settle();
  const [far] = world.dataCenter.issues();
  world.clock.advance(60_000);
  world.dataCenter.manners.set('B28');
  world.jira.edit(key, { summary: 'Mail is very slow' });
  expect(await world.run('incremental')).toMatchObject({ state: 'finished', counters: { updated: 1 } });
  const stopped = await world.runOf('onward', 'incremental');
  expect(stopped).toMatchObject({ state: 'paused' });
  expect(stopped.error?.message).toContain('connection data-center: another site answers');
  expect(world.dataCenter.issue(far?.key ?? '').fields.summary).toBe('Mail is slow');
  world.clock.advance(60_000);
  world.jira.edit(key, { summary: 'Mail is slow again' });
  expect(await world.run('incremental')).toMatchObject({ state: 'finished', counters: { updated: 1 } });
  expect(world.incident(key)).toMatchObject({ short_description: 'Mail is slow again' });
});
