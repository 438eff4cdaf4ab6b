import { afterEach, beforeEach, expect, test } from 'vitest';
import { LeaseLostError } from '../../backend/shared/index.js';
import { assertClaims, heartbeat, startWorker, takeClaims } from '../../backend/storage/index.js';
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
