import { expect, test } from 'vitest';
import { tick } from '../../../../backend/ticks/index.js';
import { RecordedQueue } from '../../../support/recorded-queue.js';
import { ACME, forgeBench, OTHER } from './support/forge-bench.js';

const bench = forgeBench();

/** An issue has changed, as Forge says it. */
function updated(change: object = {}) {
  return {
    eventType: 'avi:jira:updated:issue',
    selfGenerated: false,
    timestamp: '1772442000000',
    issue: { id: '10001', key: 'BENCH-1', fields: {} },
    ...change,
  };
}

/** The next poll is an hour away, and everything waits for it. */
async function quiet() {
  await bench.pair();
  const { world } = bench;
  await world.sql(
    `update integrations set state = 'active', enabled = true, onboarded_at = syncline_now(), next_run_at = syncline_now() + interval '1 hour'`,
  );
  await world.sql(`update connections set site_id = $1 where connector = 'jira'`, [ACME.cloudId]);
}

const stored = () =>
  bench.world.sql('select kind, project, done_at is not null as is_done from site_events order by id');
const ticked = () => {
  const { world } = bench;
  const { database, clock, engine } = world;
  return tick({
    database,
    queue: new RecordedQueue(),
    random: engine.random,
    clock,
    log: engine.log,
    mode: 'onpremise',
  });
};
const end = () => bench.world.sql(`update integration_runs set state = 'finished', finished_at = syncline_now()`);

// Red without: followEvents in ticker.ts.
test('an event is kept, and makes the integrations of its project run at the next tick', async () => {
  await quiet();
  expect(await ticked()).toBe(0);
  expect((await bench.call('events', updated())).status).toBe(204);
  expect(await stored()).toEqual([{ kind: 'avi:jira:updated:issue', project: 'BENCH', is_done: false }]);
  expect(await ticked()).toBe(1);
  expect(await stored()).toMatchObject([{ is_done: true }]);
});

test('an event of another project, or of another site, makes nothing run', async () => {
  await quiet();
  await bench.call('events', updated({ issue: { id: '1', key: 'NET-1' } }));
  expect(await ticked()).toBe(0);
  await bench.world.sql(
    `update connections set site_id = 'another', settings = jsonb_set(settings, '{url}', '"https://x.test"')`,
  );
  await bench.call('events', updated());
  expect(await ticked()).toBe(0);
  expect(await stored()).toMatchObject([{ is_done: true }, { is_done: true }]);
});

// Red without: the tenant in CONCERNED of follow-events.ts.
test('an event makes nothing run of another tenant', async () => {
  await quiet();
  await bench.world.sql(`insert into tenants (id, name) values ('globex', 'globex')`);
  await bench.world.sql(`update integrations set tenant_id = 'globex'`);
  await bench.world.sql(`update connections set tenant_id = 'globex'`);
  await bench.call('events', updated());
  expect(await ticked()).toBe(0);
});

// Red without: `on conflict` in storeEvent; the identity in issue-event.ts.
test('an event that is delivered again, with another token, is the same event', async () => {
  await quiet();
  for (let turn = 0; turn < 3; turn += 1) {
    const retryContext = { retryCount: turn, retryReason: 'TIMEOUT_ERROR' };
    expect((await bench.call('events', updated({ retryContext }))).status).toBe(204);
  }
  expect(await stored()).toHaveLength(1);
  await bench.call('events', updated({ timestamp: '1772442000001' }));
  expect(await stored()).toHaveLength(2);
});

// Red without: held_up in follow-events.ts.
test('a burst is one run and one after it, and what came during a run is looked at when it has ended', async () => {
  await quiet();
  const burst = async (from: number) => {
    for (let n = from; n < from + 10; n += 1) await bench.call('events', updated({ timestamp: String(n) }));
  };
  await burst(0);
  expect(await ticked()).toBe(1);
  await burst(100);
  expect([await ticked(), await ticked()]).toEqual([0, 0]);
  await end();
  expect(await ticked()).toBe(0);
  bench.world.clock.advance(6_000);
  expect(await ticked()).toBe(1);
  expect((await stored()).every(({ is_done }) => is_done === true)).toBe(true);
});

// Red without: the same.
test('what a lost process had stored is followed by the next one', async () => {
  await quiet();
  await bench.call('events', updated());
  const { database } = bench.world;
  const failing = {
    ...database,
    transaction: (name: string, work: Parameters<typeof database.transaction>[1]) =>
      database.transaction(name, async (transaction) => {
        await work(transaction);
        throw new Error('killed');
      }),
  } as typeof database;
  const { clock, engine } = bench.world;
  const parts = {
    queue: new RecordedQueue(),
    random: engine.random,
    clock,
    log: engine.log,
    mode: 'onpremise',
  } as const;
  await expect(tick({ database: failing, ...parts })).rejects.toThrow('killed');
  expect(await stored()).toMatchObject([{ is_done: false }]);
  expect(await tick({ database, ...parts })).toBe(1);
});

// Red without: selfGenerated in issue-event.ts.
test('what the app has done itself, and what is about no issue, makes nothing run', async () => {
  await quiet();
  for (const body of [updated({ selfGenerated: true }), { eventType: 'avi:jira:created:issuelink' }, {}]) {
    expect((await bench.call('events', body)).status).toBe(204);
  }
  expect(await stored()).toEqual([]);
});

// Red without: the state in `events` of forge-calls.ts.
test('a site that is not paired leaves no events and no token', async () => {
  expect((await bench.call('events', updated())).status).toBe(204);
  expect(await stored()).toEqual([]);
  expect(await bench.world.sql('select * from site_app_tokens')).toEqual([]);
  expect(await bench.world.sql('select state from sites')).toEqual([{ state: 'unpaired' }]);
});

// Red without: isOfPage in forge-router.ts.
test('a person cannot make up events, an uninstall or a licence with the token of his page', async () => {
  await quiet();
  const { accountId } = bench.world.jira.state.directory.person('admin');
  const pages = [
    { module: { type: 'jira:adminPage', key: 'admin' }, page: { accountId, extension: {} } },
    { module: { type: 'core:endpoint', key: 'pages' }, page: { accountId, extension: {} } },
    { module: { type: 'jira:issuePanel', key: 'panel' } },
  ];
  for (const invocation of pages) {
    for (const name of ['events', 'lifecycle', 'scheduled', 'uninstalled', 'licence']) {
      const { status, body } = await bench.call(name, updated(), invocation);
      expect([name, status, body.title]).toEqual([name, 403, 'Forbidden']);
    }
  }
  expect(await stored()).toEqual([]);
  expect((await bench.ask('/site')).body.site.state).toBe('active');
});

test('no events are taken without a token, nor with one of somebody else’s', async () => {
  await quiet();
  expect((await bench.send('post', '/addon/forge/events', {}, updated())).status).toBe(401);
  expect((await bench.call('events', updated(), { claims: { aud: 'another' } })).status).toBe(401);
  expect((await bench.call('events', updated(), { installation: OTHER })).status).toBe(204);
  expect(await stored()).toEqual([]);
});

// Red without: the limit of express.json in forge-router.ts.
test('a body over the limit is refused, and read for nobody without a token', async () => {
  await quiet();
  const large = { padding: 'x'.repeat(600_000) };
  expect((await bench.call('events', large)).status).toBe(413);
  expect((await bench.send('post', '/addon/forge/events', {}, large)).status).toBe(401);
  expect((await bench.call('events', { padding: 'x'.repeat(400_000) })).status).toBe(204);
});

// Red without: CallLimit in forge-router.ts.
test('a site that calls without end is told to wait, and others are not', async () => {
  await quiet();
  const authorization = `Bearer ${await bench.token()}`;
  const once = () => bench.send('post', '/addon/forge/lifecycle', { authorization });
  const answers: number[] = [];
  for (let n = 0; n < 1_200; n += 50) {
    answers.push(...(await Promise.all(Array.from({ length: 50 }, once))).map(({ status }) => status));
  }
  expect(new Set(answers)).toEqual(new Set([204]));
  expect((await once()).status).toBe(429);
  expect((await bench.call('lifecycle', {}, { installation: OTHER })).status).toBe(204);
  bench.world.clock.advance(60_000);
  expect((await bench.call('lifecycle')).status).toBe(204);
});
