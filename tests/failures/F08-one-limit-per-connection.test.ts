import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findConnection } from '../../backend/connections/index.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

/** As many as the world's connections may have under way. */
const CONCURRENCY = 8;

test('whoever opens a connection in one process shares its limits', async () => {
  let underWay = 0;
  let most = 0;
  world.intercept('jira', async (_request, send) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await setImmediate();
    underWay -= 1;
    return send();
  });
  const signal = new AbortController().signal;
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const connection = await world.database.transaction('find', (transaction) =>
        findConnection(transaction, { tenant: 'default', name: 'jira' }),
      );
      if (connection === null) throw new Error('there is no connection jira');
      await world.engine.toolbox.open(connection).tool.describe('BENCH', signal);
    }),
  );
  expect(most).toBe(CONCURRENCY);
});
