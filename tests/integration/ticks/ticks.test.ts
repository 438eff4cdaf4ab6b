import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GraphileQueue, prepareQueue, type Queue } from '../../../backend/queue/index.js';
import { silentLogger, systemClock, systemRandom } from '../../../backend/shared/index.js';
import { type Database, openDatabase, startWorker, takeClaims } from '../../../backend/storage/index.js';
import { planNextPoll, sweep, type TickerParts, tick } from '../../../backend/ticks/index.js';
import { testDatabase } from '../../support/database.js';

const NOON = new Date('2026-06-10T12:00:00Z');
const INTEGRATION = '10000000-0000-4000-8000-000000000001';
const WORKER = '20000000-0000-4000-8000-000000000001';

let now: Date;
let database: Database;
let queue: Queue;
let parts: TickerParts;

beforeEach(async () => {
  now = NOON;
  const { url } = await testDatabase();
  await prepareQueue(url);
  database = openDatabase(url, { now: () => now });
  queue = new GraphileQueue(url, silentLogger);
  parts = { database, queue, random: systemRandom, clock: systemClock, log: silentLogger, mode: 'onpremise' };
  await configure();
});
afterEach(async () => {
  await queue.close();
  await database.close();
});

const sql = (statement: string, parameters: readonly unknown[] = []) =>
  database.transaction('test', (transaction) => transaction.query(statement, parameters));

async function configure(): Promise<void> {
  for (const name of ['jira', 'service-now']) {
    await sql(`insert into connections (id, name, connector, settings, state) values ($1, $2, 'any', '{}', 'active')`, [
      systemRandom.uuid(),
      name,
    ]);
  }
  const definition = { delayMs: 60_000, left: { connection: 'jira' }, right: { connection: 'service-now' } };
  await sql(
    `insert into integrations (id, name, kind, enabled, definition, state, next_run_at)
     values ($1, 'incidents', 'sync', true, $2::json, 'active', $3)`,
    [INTEGRATION, JSON.stringify(definition), NOON],
  );
}

const runs = async () =>
  (await sql('select mode, state from integration_runs order by created_at')).map(
    ({ mode, state }) => `${mode} ${state}`,
  );
const jobs = async () => (await sql('select key from graphile_worker.jobs')).length;
const nextRunAt = async () => (await sql('select next_run_at from integrations'))[0]?.next_run_at;
const secondsLater = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('a tick', () => {
  test('gives an integration whose time has come one run with one job', async () => {
    expect(await tick(parts)).toBe(1);
    expect(await runs()).toEqual(['incremental queued']);
    expect(await jobs()).toBe(1);
  });

  // F4
  test('makes one run however many schedulers find the integration at once', async () => {
    await Promise.all([tick(parts), tick(parts), tick(parts)]);
    expect(await runs()).toEqual(['incremental queued']);
    expect(await jobs()).toBe(1);
  });

  test('leaves alone what is not due', async () => {
    now = secondsLater(-1);
    expect(await tick(parts)).toBe(0);
  });

  test.each([
    ['an integration that is paused', `update integrations set state = 'paused'`],
    ['an integration that is not enabled', `update integrations set enabled = false`],
    ['an archived integration', `update integrations set archived_at = syncline_now()`],
    ['an integration whose connection is paused', `update connections set state = 'paused' where name = 'jira'`],
    [
      'an integration whose connection is gone',
      `update connections set archived_at = syncline_now() where name = 'jira'`,
    ],
    ['an integration of a kind that does not run yet', `update integrations set kind = 'flow'`],
  ])('leaves alone %s', async (_, change) => {
    await sql(change);
    expect(await tick(parts)).toBe(0);
  });

  test('waits for the run in hand, and begins the delay at its end', async () => {
    await tick(parts);
    now = secondsLater(300);
    expect(await tick(parts)).toBe(0);
    await sql(`update integration_runs set state = 'finished', finished_at = syncline_now()`);
    await database.transaction('end', (transaction) =>
      planNextPoll(transaction, { integrationId: INTEGRATION }, 'onpremise'),
    );
    expect(await nextRunAt()).toEqual(secondsLater(60));
  });

  // Red without: the marks (nextRunAt in ticks/tick-repository.ts).
  test('ends rests that began near to each other at one moment, none too early and none by more than a twentieth too late', async () => {
    const plannedAt = async (afterMs: number) => {
      now = new Date(NOON.getTime() + afterMs);
      await database.transaction('end', (transaction) =>
        planNextPoll(transaction, { integrationId: INTEGRATION }, 'onpremise'),
      );
      return nextRunAt();
    };
    const oneMark = new Date(NOON.getTime() + 63_000);
    expect([await plannedAt(100), await plannedAt(1_234), await plannedAt(3_000)]).toEqual([oneMark, oneMark, oneMark]);
    expect(await plannedAt(3_001)).toEqual(new Date(NOON.getTime() + 66_000));
  });

  // Red without: LONGEST_BETWEEN_MARKS_MS, by which a rest of an hour would last up to three minutes longer.
  test('ends no rest more than five seconds too late, however long it is', async () => {
    await sql(`update integrations set definition = definition::jsonb || '{"delayMs": 3600000}'`);
    now = new Date(NOON.getTime() + 1);
    await database.transaction('end', (transaction) =>
      planNextPoll(transaction, { integrationId: INTEGRATION }, 'onpremise'),
    );
    expect(await nextRunAt()).toEqual(new Date(NOON.getTime() + 3_605_000));
  });

  // Red without: the planning in takeDueIntegrations: a crash before the end of the run would leave the integration without a poll.
  test('plans the next poll with the run that it makes', async () => {
    now = new Date(NOON.getTime() + 100);
    await tick(parts);
    expect(await nextRunAt()).toEqual(new Date(NOON.getTime() + 63_000));
  });

  test.each([
    ['onpremise', 1],
    ['saas', 180],
  ] as const)('in %s mode a delay of nothing is %i s', async (mode, seconds) => {
    await sql(`update integrations set definition = '{"delayMs": 0}'`);
    await database.transaction('end', (transaction) => planNextPoll(transaction, { integrationId: INTEGRATION }, mode));
    expect(await nextRunAt()).toEqual(secondsLater(seconds));
  });

  test('begins one reconcile run each night, once an onboarding has finished', async () => {
    await sql(`update integrations set next_run_at = null, onboarded_at = $1`, [NOON]);
    now = new Date('2026-06-11T01:59:00Z');
    expect(await tick(parts)).toBe(0);
    now = new Date('2026-06-11T02:00:01Z');
    expect(await tick(parts)).toBe(1);
    expect(await runs()).toEqual(['reconcile queued']);
    await sql(`update integration_runs set state = 'finished'`);
    now = new Date('2026-06-11T23:00:00Z');
    expect(await tick(parts)).toBe(0);
    now = new Date('2026-06-12T02:00:01Z');
    expect(await tick(parts)).toBe(1);
  });
});

describe('a sweep', () => {
  // F21. Seen to go red when `sweep` enqueues nothing.
  test('queues every active run again after the whole queue was lost', async () => {
    await tick(parts);
    await sql('delete from graphile_worker._private_jobs');
    now = secondsLater(10);
    expect(await sweep(parts)).toBe(1);
    expect(await jobs()).toBe(1);
  });

  test('queues again the run of a worker whose lease has run out, and not one in living hands', async () => {
    await tick(parts);
    const [run] = await sql(`update integration_runs set state = 'running' returning id`);
    await startWorker(database, { id: WORKER, name: 'somebody' });
    await database.transaction('claim', (transaction) => takeClaims(transaction, WORKER, [`run:${String(run?.id)}`]));
    now = secondsLater(10);
    expect(await sweep(parts)).toBe(0);
    now = secondsLater(60);
    expect(await sweep(parts)).toBe(1);
  });

  test('leaves a delayed run until it is due, and the runs of a paused integration until it is resumed', async () => {
    await tick(parts);
    await sql(`update integration_runs set state = 'delayed', resume_at = $1`, [secondsLater(100)]);
    now = secondsLater(50);
    expect(await sweep(parts)).toBe(0);
    now = secondsLater(60);
    await sql(`update integrations set state = 'paused'`);
    expect(await sweep(parts)).toBe(0);
    await sql(`update integrations set state = 'active'`);
    expect(await sweep(parts)).toBe(1);
  });
});
