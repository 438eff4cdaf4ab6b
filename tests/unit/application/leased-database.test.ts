import { ConnectionError, DatabaseError } from 'sequelize';
import { expect, test } from 'vitest';
import { leasedDatabase } from '../../../backend/application/leased-database.js';
import { LeaseLostError } from '../../../backend/shared/index.js';
import type { Database } from '../../../backend/storage/index.js';

/** A database whose transactions end as the test says. */
function leased() {
  const outcome: { failure: Error | null } = { failure: null };
  const begun: string[] = [];
  const inner: Database = {
    async transaction(name) {
      begun.push(name);
      if (outcome.failure !== null) throw outcome.failure;
      return undefined as never;
    },
    close: async () => undefined,
  };
  const lost = new AbortController();
  const database = leasedDatabase(inner, lost);
  return {
    outcome,
    begun,
    lost: lost.signal,
    ask: (name: string) => database.transaction(name, async () => undefined),
  };
}

const fault = (told: object) => new DatabaseError(Object.assign(new Error('said'), { sql: 'select 1' }, told));

// Red without: the end of the lease (`lost.abort`), the refusal after it, or either half of what `isDatabaseAway` looks at.
test.each([
  ['is refused', new ConnectionError(new Error('connect ECONNREFUSED'))],
  ['breaks', fault({ code: 'ECONNRESET', syscall: 'read' })],
  ['is ended by nobody knows whom', fault({})],
  ['is ended by the server', fault({ code: '57P01' })],
  ['stood still for too long', fault({ code: '25P03' })],
])('a worker whose connection %s has lost its lease and commits nothing more', async (_, failure) => {
  const { outcome, begun, lost, ask } = leased();
  outcome.failure = failure;
  await expect(ask('store page')).rejects.toMatchObject({
    name: 'LeaseLostError',
    message: expect.stringContaining('store page'),
    cause: failure,
  });
  expect(lost.reason).toBeInstanceOf(LeaseLostError);
  outcome.failure = null;
  await expect(ask('start working')).rejects.toBeInstanceOf(LeaseLostError);
  expect(begun).toEqual(['store page']);
});

// Red without: `isDatabaseAway`, or with more than it says: each fault of one item would end what the whole process has in hand.
test.each([
  ['a statement that is refused', fault({ code: '23505' })],
  ['a failure of the work', new Error('no')],
])('a worker keeps its lease after %s', async (_, failure) => {
  const { outcome, begun, lost, ask } = leased();
  outcome.failure = failure;
  await expect(ask('store page')).rejects.toBe(failure);
  expect(lost.aborted).toBe(false);
  outcome.failure = null;
  await ask('start working');
  expect(begun).toEqual(['store page', 'start working']);
});
