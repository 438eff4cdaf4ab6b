import { afterEach, beforeEach, expect, test } from 'vitest';
import { workRun } from '../../backend/runs/index.js';
import { delayRun, getRun, insertRun } from '../../backend/runs/run-repository.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const HOUR_MS = 3_600_000;

test.each([-6 * HOUR_MS, 6 * HOUR_MS])(
  'a process whose clock is off by %i ms works when the database says so',
  async (skewMs) => {
    const worker = await world.anotherEngine();
    const skewed = {
      ...worker,
      clock: { now: () => new Date(world.clock.now().getTime() + skewMs), sleep: world.clock.sleep.bind(world.clock) },
    };
    const { id: integrationId } = await world.integration();
    const id = world.engine.random.uuid();
    await world.database.transaction('insert', async (transaction) => {
      await insertRun(transaction, { id, integrationId, mode: 'incremental', request: {} });
      await transaction.query(`update integration_runs set state = 'running' where id = $1`, [id]);
      await delayRun(transaction, id, { delayMs: 60_000, error: null }, {});
    });
    expect(await workRun(skewed, id, new AbortController().signal)).toBeNull();
    expect(await world.database.transaction('get', (transaction) => getRun(transaction, id))).toMatchObject({
      state: 'delayed',
      resumeInMs: 60_000,
    });
    world.clock.advance(60_000);
    await world.sql(`update workers set lease_until = syncline_now() + interval '1 day'`);
    expect(await workRun(skewed, id, new AbortController().signal)).toMatchObject({ state: 'finished' });
  },
);
