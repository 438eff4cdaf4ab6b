import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SyncDefinition } from '../../../backend/mappings/index.js';
import { workRun } from '../../../backend/runs/index.js';
import { tick } from '../../../backend/ticks/index.js';
import { fieldRule, incidents } from '../../support/definitions.js';
import { RecordedQueue } from '../../support/recorded-queue.js';
import { createWorld, type World } from '../../support/world.js';

/** The project BENCH and another table, with nothing but titles. */
function to(table: string): SyncDefinition {
  return incidents({
    right: { connection: 'service-now', container: table, filter: null },
    match: null,
    items: [
      {
        left: 'Task',
        right: table,
        when: { left: null, right: null },
        onCreate: { left: {}, right: {} },
        fields: [fieldRule('summary', 'short_description')],
      },
    ],
    comments: 'none',
  });
}

const NAMES = ['incidents', 'problems', 'changes'] as const;
let world: World;
beforeEach(async () => {
  world = await createWorld({ others: { problems: to('problem'), changes: to('change_request') } });
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  for (const name of NAMES) {
    await world.runOf(name, 'onboarding');
    world.clock.advance(7_000);
  }
  await cycle();
  await cycle();
});
afterEach(() => world.close());

/** Runs that one tick has found, worked one after another by one process. @param first what becomes of the first one */
async function cycle(first: 'worked' | 'killed' = 'worked') {
  world.clock.advance(120_000);
  world.jira.calls.reset();
  world.serviceNow.calls.reset();
  const { database, engine, clock } = world;
  const parts = { database, queue: new RecordedQueue(), random: engine.random, clock, log: engine.log };
  await world.sql('update integrations set next_run_at = syncline_now()');
  expect(await tick({ ...parts, mode: 'onpremise' })).toBe(NAMES.length);
  clock.advance(1_000);
  const runs = await world.sql(`select id from integration_runs where state = 'queued' order by created_at, id`);
  const ended = [];
  for (const [index, { id }] of runs.entries()) {
    const stop = new AbortController();
    if (index === 0 && first === 'killed') {
      world.intercept('jira', () => {
        stop.abort(new Error('stopped'));
        return Promise.reject(new Error('stopped'));
      });
    }
    ended.push(await workRun(engine, String(id), stop.signal));
    world.intercept('jira', null);
  }
  return ended;
}

const titles = () =>
  ['incident', 'problem', 'change_request'].map((table) =>
    world.serviceNow.people.rows(table).map((row) => row.short_description),
  );

// Red without: SharedPages (streams/read-stream.ts reading by the tool itself); its `#furthestBack`.
test('three integrations over one project ask for it once', async () => {
  const runs = await cycle();
  expect(runs.map((run) => run?.state)).toEqual(['finished', 'finished', 'finished']);
  expect(world.jira.calls.reads).toBe(1);
  expect(world.serviceNow.calls.reads).toBe(3);
  expect(runs.map((run) => run?.calls.jira?.reads).sort()).toEqual([0, 0, 1]);
});

test('an edit reaches all of them', async () => {
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  await cycle();
  expect(titles()).toEqual([['Mail is very slow'], ['Mail is very slow'], ['Mail is very slow']]);
});

// Red without: an answer that failed being asked for again (`#shared` in connections/shared-pages.ts).
test('one that is stopped in the middle of the reading takes nothing from the others, nor loses anything itself', async () => {
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  const [stopped, ...others] = await cycle('killed');
  expect(stopped).toMatchObject({ state: 'delayed' });
  expect(others.map((run) => run?.state)).toEqual(['finished', 'finished']);
  expect(
    titles()
      .flat()
      .filter((title) => title === 'Mail is very slow'),
  ).toHaveLength(2);
  expect(await workRun(world.engine, String(stopped?.id), new AbortController().signal)).toMatchObject({
    state: 'finished',
  });
  expect(titles()).toEqual([['Mail is very slow'], ['Mail is very slow'], ['Mail is very slow']]);
});

// Red without: `wantedAt` (connections/shared-pages.ts).
test('a run that is asked for after an edit sees it, however short a time ago somebody has looked', async () => {
  await cycle();
  world.jira.edit('BENCH-1', { summary: 'Edited just now' });
  await world.runOf('problems', 'incremental');
  expect(titles()[1]).toEqual(['Edited just now']);
});
