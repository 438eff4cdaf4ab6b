import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePlan, type Plan } from '../../../backend/plans/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const plan = async () => makePlan(world.engine, await world.integration(), new AbortController().signal);

const state = async () => ({
  cursors: await world.sql('select * from cursors order by side'),
  ledger: await world.sql('select * from ledger order by side, item_id'),
  changes: await world.sql('select * from changes order by id'),
  links: await world.links(),
  writes: await world.sql('select count(*) from writes'),
});

/** What a run has really written, in the plan's words. */
async function written(runId: string): Promise<readonly string[]> {
  const rows = await world.sql('select kind, side, source_key, target_id from writes where run_id = $1', [runId]);
  return rows.map(({ kind, side, source_key }) => `${kind} ${side} from ${source_key}`).sort();
}

const planned = ({ writes }: Plan) =>
  writes.map(({ kind, side, sourceKey }) => `${kind} ${side} from ${sourceKey}`).sort();

async function linked(): Promise<void> {
  for (let n = 1; n <= 3; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  await world.run('onboarding');
  world.clock.advance(60_000);
}

async function editEverywhere(): Promise<void> {
  world.jira.edit('BENCH-1', { summary: 'Edited' });
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-2').sys_id), { priority: '1' });
  world.jira.comment('BENCH-3', 'Have you tried another one?');
  world.jira.createIssue({ project: 'BENCH', summary: 'New' });
}

// Red without: viewBatch (plans/make-plan.ts taking the batch instead).
test('a plan touches neither cursor nor ledger nor anything else', async () => {
  await linked();
  await editEverywhere();
  const before = await state();
  world.jira.calls.reset();
  world.serviceNow.calls.reset();
  const made = await plan();
  expect(await state()).toEqual(before);
  expect(world.serviceNow.calls.writes).toBe(0);
  expect(world.jira.calls.of('editIssue') + world.jira.calls.of('addComment')).toBe(0);
  expect(made).toMatchObject({ mode: 'incremental', mappingVersion: 1, hash: expect.stringMatching(/^.{43}$/) });
});

// Red without: one source of decisions (makePlan in plans/make-plan.ts leaving out comments).
test('applying a plan makes the writes of the plan, and a plain run would have made the same', async () => {
  await linked();
  await editEverywhere();
  const made = await plan();
  expect(planned(made)).toEqual(
    [
      'comment right from BENCH-3',
      'create right from BENCH-4',
      'update left from INC0000002',
      'update right from BENCH-1',
    ].map((line) => line.replace('INC0000002', String(world.incident('BENCH-2').number))),
  );
  const run = await world.run('manual', { planId: made.id });
  expect(run).toMatchObject({ state: 'finished', error: null });
  expect(await written(run.id)).toEqual(planned(made));
});

// Red without: objectionTo (plans/applied-plan.ts) accepting what completes a planned create.
test('a plan of an onboarding covers what completes its creates: nothing has drifted', async () => {
  const issue = world.jira.createIssue({ project: 'BENCH', summary: 'From the left' });
  world.jira.comment(issue.key, 'Said before anything was linked');
  world.serviceNow.people.create('incident', { short_description: 'From the right' });
  const made = await plan();
  const { number } = world.serviceNow.people.rows('incident')[0] ?? {};
  expect(planned(made)).toEqual([
    'comment right from BENCH-1',
    `create left from ${number}`,
    'create right from BENCH-1',
  ]);
  const run = await world.run('manual', { planId: made.id });
  expect(run).toMatchObject({ state: 'finished', error: null, counters: { created: 2 } });
  const completing = `update right from BENCH-2`;
  expect((await written(run.id)).filter((line) => line !== completing)).toEqual(planned(made));
  expect(world.incident('BENCH-2')).toMatchObject({ number });
  expect(await plan()).toMatchObject({ mode: 'incremental', writes: [] });
});

// Red without: objectionTo (plans/applied-plan.ts).
test('what has drifted since is named and not written, the rest is', async () => {
  await linked();
  world.jira.edit('BENCH-1', { summary: 'Planned' });
  world.jira.edit('BENCH-2', { summary: 'Planned too' });
  const made = await plan();
  world.jira.edit('BENCH-2', { summary: 'Changed after the plan' });
  const run = await world.run('manual', { planId: made.id });
  expect(run).toMatchObject({ state: 'finished', error: { name: 'Drift' } });
  expect(JSON.stringify(run.error?.details)).toContain('summary:short_description');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Planned' });
  expect(world.incident('BENCH-2')).toMatchObject({ short_description: 'Ticket 2' });
});

// Red without: drift() counting what was not met (plans/applied-plan.ts).
test('what is not needed any more is named', async () => {
  await linked();
  world.jira.edit('BENCH-1', { summary: 'Planned' });
  const made = await plan();
  world.jira.edit('BENCH-1', { summary: 'Ticket 1' });
  const run = await world.run('manual', { planId: made.id });
  expect(run).toMatchObject({ state: 'finished', error: { name: 'Drift' } });
  expect(JSON.stringify(run.error?.details)).toContain('not needed any more');
});

// Red without: the mapping version in planOf (runs/read-phase.ts).
test('a plan that was made under another mapping is refused', async () => {
  await linked();
  world.jira.edit('BENCH-1', { summary: 'Planned' });
  const made = await plan();
  await world.redefine((definition) => ({ ...definition, conflicts: 'left' }));
  const run = await world.run('manual', { planId: made.id });
  expect(run).toMatchObject({ state: 'failed' });
  expect(run.error?.message).toContain('make a new plan');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Ticket 1' });
});

// Red without: the pairs in requeuePlanned (runs/requested-items.ts).
test('a plan of an onboarding names the pairs that it finds, and applying it links those that need no write', async () => {
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'On both sides', priority: 'High' });
  const values = { short_description: 'On both sides', correlation_id: key, priority: '2', state: '1' };
  world.serviceNow.people.create('incident', values);
  const made = await plan();
  expect(made.pairs).toEqual([expect.objectContaining({ leftKey: key })]);
  expect(made).toMatchObject({ counts: { pairs: 1, creates: { left: 0, right: 0 } }, writes: [] });
  const run = await world.run('onboarding', { planId: made.id });
  expect(run).toMatchObject({ state: 'finished', error: null });
  expect((await world.links()).map(({ left }) => left.key)).toEqual([key]);
});
