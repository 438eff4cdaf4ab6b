import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createToken } from '../../../backend/tokens/index.js';
import { apiBench } from './support/api-bench.js';

const bench = apiBench();

beforeEach(async () => {
  const { sql, clock } = bench.world;
  const [jira] = await sql(`select id from connections where name = 'jira'`);
  await sql(
    `insert into connection_limits (connection_id, silent_since, problem, probe_at)
     values ($1, $2::timestamptz - interval '1 hour', 'connect ECONNREFUSED', $2::timestamptz + interval '1 minute')`,
    [jira?.id, clock.now().toISOString()],
  );
  await sql(
    `insert into warnings (connection_id, kind, message, fix, since, until)
     values (null, 'disk-low', '0.5 GB are free', 'make room', $1, $1::timestamptz + interval '1 day')`,
    [clock.now().toISOString()],
  );
  await sql(
    `update connections set settings = jsonb_set(settings, '{auth,expires}', '"2026-03-05"') where name = 'service-now'`,
  );
});

test('status and connections say that a tool does not answer, and what should be seen to', async () => {
  const now = bench.world.clock.now().getTime();
  const outage = {
    since: new Date(now - 3_600_000).toISOString(),
    problem: 'connect ECONNREFUSED',
    retryAt: new Date(now + 60_000).toISOString(),
  };
  const warning = {
    kind: 'token-ends',
    message: 'the token of service-now ends on 2026-03-05',
    fix: expect.any(String),
    since: '2026-02-19T00:00:00.000Z',
  };
  expect((await bench.get('/connections/jira')).body).toMatchObject({ outage, warnings: [] });
  expect((await bench.get('/connections')).body).toMatchObject({
    items: [{ outage }, { outage: null, warnings: [warning] }],
  });
  expect((await bench.get('/status')).body).toMatchObject({
    warnings: [{ kind: 'disk-low', message: '0.5 GB are free', fix: 'make room' }],
    connections: [{ outage }, { warnings: [warning] }],
  });
});

test('Prometheus is told which tool answers, and how many warnings there are', async () => {
  bench.queue.stats = async () => ({ workers: 1, tasks: {} });
  const token = await bench.world.database.transaction('token', (transaction) =>
    createToken(transaction, { name: 'prometheus', scope: 'metrics' }),
  );
  const { text } = await request(bench.api).get('/metrics').set('authorization', `Bearer ${token}`);
  const lines = text.split('\n').filter((line) => /^syncline_(connection_answers|warnings)/.test(line));
  expect(lines.sort()).toEqual([
    'syncline_connection_answers{connection="jira"} 0',
    'syncline_connection_answers{connection="service-now"} 1',
    'syncline_warnings{connection="",kind="disk-low"} 1',
    'syncline_warnings{connection="service-now",kind="token-ends"} 1',
  ]);
});
