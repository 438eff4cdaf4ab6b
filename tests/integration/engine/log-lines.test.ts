import { afterEach, beforeEach, expect, test } from 'vitest';
import { workRun } from '../../../backend/runs/index.js';
import { tick } from '../../../backend/ticks/index.js';
import { listeningLog } from '../../support/listening-log.js';
import { RecordedQueue } from '../../support/recorded-queue.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

// Red without: withLogFields in backend/runs/work-run.ts.
test('from the tick to the write, each line of a run carries its id, and none what an item holds', async () => {
  const { lines, log } = listeningLog();
  const { engine, database, clock, jira, sql } = world;
  jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await world.run('onboarding');
  await sql('update integrations set next_run_at = syncline_now()');
  clock.advance(60_000);
  const { key } = jira.createIssue({ project: 'BENCH', summary: 'A secret of Alice' });
  await tick({ database, queue: new RecordedQueue(), random: engine.random, clock, log, mode: 'onpremise' });
  const [due] = lines;
  expect(due).toMatchObject({ msg: 'a run is due', mode: 'incremental', runId: expect.any(String) });
  const runId = String(due?.runId);
  const worker = await world.anotherEngine();
  await workRun({ ...worker, log }, runId, new AbortController().signal);
  expect(lines.map(({ runId: ofLine }) => ofLine)).toEqual(lines.map(() => runId));
  expect([...new Set(lines.map(({ msg }) => msg))]).toEqual([
    'a run is due',
    'a run begins',
    'a page is read',
    'a write is intended',
    'a write is settled',
    'a run is left',
  ]);
  expect(lines.find(({ msg }) => msg === 'a write is intended')).toMatchObject({ kind: 'create', item: key });
  expect(lines.at(-1)).toMatchObject({ state: 'finished', created: 1 });
  expect(JSON.stringify(lines)).not.toContain('Alice');
});
