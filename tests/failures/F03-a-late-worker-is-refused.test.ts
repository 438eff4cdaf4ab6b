import { afterEach, beforeEach, expect, test } from 'vitest';
import { LeaseLostError } from '../../backend/shared/index.js';
import {
  assertClaims,
  forgetDeadWorkers,
  heartbeat,
  LEASE_SECONDS,
  LeaseTime,
  startWorker,
  takeClaims,
} from '../../backend/storage/index.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const [LATE, NEXT] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];

async function take(workerId: string, key: string) {
  await startWorker(world.database, { id: workerId, name: 'test' });
  const claims = await world.database.transaction('take', (transaction) => takeClaims(transaction, workerId, [key]));
  return [...claims.values()];
}

const commit = (workerId: string, claims: Awaited<ReturnType<typeof take>>) =>
  world.database.transaction('commit', (transaction) => assertClaims(transaction, workerId, claims));

test('a worker whose lease ran out cannot commit, whether its work was taken over or not', async () => {
  const late = await take(LATE, 'link:one');
  await commit(LATE, late);
  world.clock.advance(46_000);
  await expect(commit(LATE, late)).rejects.toThrow(LeaseLostError);
  const next = await take(NEXT, 'link:one');
  expect(Number(next[0]?.epoch)).toBe(Number(late[0]?.epoch) + 1);
  await expect(commit(LATE, late)).rejects.toThrow(LeaseLostError);
  await commit(NEXT, next);
});

test('a lease that ran out is not revived', async () => {
  await take(LATE, 'link:one');
  world.clock.advance(46_000);
  await expect(heartbeat(world.database, LATE)).rejects.toThrow(LeaseLostError);
});

test('the whole run of a late worker leaves nothing behind', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  const late = await world.kill('onboarding', { transaction: 'store page', when: 'before' });
  await world.run('onboarding');
  const stored = async () => world.sql('select state, counters, phase from integration_runs');
  const before = await stored();
  await late.goOn();
  expect(await stored()).toEqual(before);
  expect(world.serviceNow.people.rows('incident')).toHaveLength(1);
});

// Red without: assertMayWrite in LimitedHttpClient (connectors/sdk/create-http-client.ts). Without it the stored work is refused, and the
// tool has taken the old words all the same.
test('a worker that was frozen just before its calls sends nothing once its lease has run out', async () => {
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.jira.edit(key, { summary: 'Mail is down' });
  const late = await world.kill('incremental', { transaction: 'intend writes', when: 'after' });
  await world.run('incremental');
  const id = world.incident(key).sys_id ?? '';
  world.serviceNow.people.edit('incident', id, { short_description: 'Mail is back' });
  await world.run('incremental');
  await late.goOn();
  expect(world.incident(key).short_description).toBe('Mail is back');
  await world.run('incremental');
  expect(world.jira.issue(key).fields.summary).toBe('Mail is back');
});

test('a worker counts its lease from when it asked to prolong it', () => {
  const lease = new LeaseTime(world.clock);
  world.clock.advance(30_000);
  lease.prolonged(world.clock.now().getTime() - 5_000);
  world.clock.advance(39_999);
  lease.assertRunning();
  world.clock.advance(1);
  expect(() => lease.assertRunning()).toThrow(LeaseLostError);
});

// Red without: idle_in_transaction_session_timeout in connect (storage/database.ts). Others would wait for its locks until it goes on.
test('what a worker has locked that is frozen in the middle of a transaction is free before its lease has run out', async () => {
  const [setting] = await world.sql(
    `select setting::int as ms from pg_settings where name = 'idle_in_transaction_session_timeout'`,
  );
  expect(setting?.ms).toBeGreaterThan(0);
  expect(setting?.ms).toBeLessThan(LEASE_SECONDS * 1_000);
});

// Red without: the deletion of claims in forgetDeadWorkers (storage/worker-lease.ts).
test('claims that nobody asks for again do not stay with a dead worker, and those of a living one do', async () => {
  await take(LATE, 'link:one');
  world.clock.advance(46_000);
  await take(NEXT, 'link:two');
  await world.database.transaction('sweep', forgetDeadWorkers);
  expect(await world.sql('select key from claims')).toEqual([{ key: 'link:two' }]);
});
