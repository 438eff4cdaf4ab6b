import request from 'supertest';
import { expect, test } from 'vitest';
import { createToken } from '../../../backend/tokens/index.js';
import { apiBench } from './support/api-bench.js';
import { assertDescribed } from './support/openapi.js';

const bench = apiBench();

/** What Prometheus is told, by series. */
async function scrape(token: string): Promise<ReadonlyMap<string, number>> {
  bench.queue.stats = async () => ({
    workers: 1,
    tasks: { 'work run': { waiting: 3, delayed: 1, running: 2, dead: 0, oldestWaitSeconds: 12.5 } },
  });
  const { status, type, text } = await request(bench.api).get('/metrics').set('authorization', `Bearer ${token}`);
  expect(status).toBe(200);
  assertDescribed('GET', '/metrics', { status, type, body: text });
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

const metricsToken = () =>
  bench.world.database.transaction('token', (transaction) =>
    createToken(transaction, { name: 'prometheus', scope: 'metrics' }),
  );

test('it tells of runs, items, calls, what waits, workers, the queue and the process', async () => {
  bench.world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  const run = await bench.world.run('onboarding');
  await bench.post('/integrations/incidents/runs');
  const said = await scrape(await metricsToken());
  expect(said.get('syncline_runs_total{integration="incidents",mode="onboarding",state="finished"}')).toBe(1);
  expect(said.get('syncline_runs_active{integration="incidents",mode="manual",state="queued"}')).toBe(1);
  expect([...said.keys()].filter((series) => series.includes('runs_total') && series.includes('queued'))).toEqual([]);
  expect(said.get('syncline_items_total{integration="incidents",outcome="created"}')).toBe(1);
  expect(said.get('syncline_calls_total{connection="jira",intent="read"}')).toBe(run.calls.jira?.reads);
  expect(said.get('syncline_calls_total{connection="service-now",intent="write"}')).toBe(
    run.calls['service-now']?.writes,
  );
  expect(said.get('syncline_changes_waiting{integration="incidents"}')).toBe(0);
  expect(said.get('syncline_changes_oldest_due_seconds{integration="incidents"}')).toBe(0);
  expect(said.get('syncline_fields_held{integration="incidents"}')).toBe(0);
  expect(said.get('syncline_workers')).toBe(1);
  expect(said.get('syncline_queue_jobs{task="work run",state="waiting"}')).toBe(3);
  expect(said.get('syncline_queue_oldest_wait_seconds{task="work run"}')).toBe(12.5);
  expect(said.get('process_resident_memory_bytes')).toBeGreaterThan(0);
});

// Red without: the moment up to which backend/api/metrics/run-totals.ts has counted.
test('asked again and again, each run is counted once, also long after it has ended', async () => {
  const token = await metricsToken();
  const runs = 'syncline_runs_total{integration="incidents",mode="onboarding",state="finished"}';
  await bench.world.run('onboarding');
  expect((await scrape(token)).get(runs)).toBe(1);
  bench.world.clock.advance(300_000);
  expect((await scrape(token)).get(runs)).toBe(1);
  await bench.world.run('onboarding');
  expect((await scrape(token)).get(runs)).toBe(2);
  bench.world.clock.advance(300_000);
  expect((await Promise.all([scrape(token), scrape(token)])).map((said) => said.get(runs))).toEqual([2, 2]);
});

test('without a token nothing is told', async () => {
  await request(bench.api).get('/metrics').expect(401);
});
