import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase, type Transaction } from '../../../backend/storage/index.js';
import { testDatabase } from '../../support/database.js';

let database: Database;
beforeAll(async () => {
  database = openDatabase((await testDatabase()).url, { poolSize: 2 });
});
afterAll(() => database.close());

// Red without: `hasEnded` (storage/open-transaction.ts): the statement would be done at once, outside of any transaction, or within somebody else's.
test.each([
  ['was committed', async () => undefined],
  ['has failed', () => Promise.reject(new Error('no'))],
])('nothing is done in a transaction that %s', async (_, work) => {
  let left: Transaction | null = null;
  await database
    .transaction('left', (transaction) => {
      left = transaction;
      return work();
    })
    .catch(() => undefined);
  const late = (left as Transaction | null)?.query('select 1');
  await expect(late).rejects.toThrow('the transaction has ended');
});

// Red without: `storable`: PostgreSQL refuses the whole statement.
test('a NUL that a tool says is written as it is escaped', async () => {
  const rows = await database.transaction('nul', ({ query }) => query('select $1::text as said', ['a\0b\0']));
  expect(rows).toEqual([{ said: 'a\\0b\\0' }]);
});

// Red without: the attempts after the first, or the states that they are for (`RETRIED_SQL_STATES`).
test.each(['40001', '40P01'])('work that ends with %s is done again, five times at the most', async (state) => {
  let attempts = 0;
  const failing = (times: number) =>
    database.transaction('again', async ({ query }) => {
      attempts += 1;
      if (attempts <= times) await query(`do $$ begin raise exception using errcode = '${state}'; end $$`);
      return attempts;
    });
  expect(await failing(4)).toBe(5);
  attempts = 0;
  await expect(failing(5)).rejects.toMatchObject({ original: { code: state } });
  expect(attempts).toBe(5);
});

// Red without: DatabaseError around what the driver throws, which callers know a broken rule by.
test('a statement that is refused is told with its words, its state and the statement', async () => {
  const refused = database.transaction('refused', ({ query }) => query('select 1 / 0'));
  await expect(refused).rejects.toMatchObject({
    name: 'SequelizeDatabaseError',
    sql: 'select 1 / 0',
    original: { code: '22012' },
  });
});

// Red without: the look at what `commit` is answered with (storage/open-transaction.ts): PostgreSQL takes it for a rollback, without a fault.
test('a transaction in which a statement has failed is not taken for stored', async () => {
  const careless = database.transaction('careless', ({ query }) => query('select 1 / 0').catch(() => []));
  await expect(careless).rejects.toThrow('nothing was stored');
});

// Red without: the second of the two results in openingQuery (storage/opening-query.ts).
test('statements that are asked for together are done in their order, and the first that fails is told', async () => {
  const together = await database.transaction('together', ({ query }) =>
    Promise.all(['a', 'b', 'c'].map((name) => query('select $1::text as name', [name]))),
  );
  expect(together.flat()).toEqual([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
  const failing = database.transaction('failing', ({ query }) =>
    Promise.all([query('select 1 / 0'), query('select 1')]),
  );
  await expect(failing).rejects.toMatchObject({ original: { code: '22012' } });
});

// Red without: connectionFor (storage/open-transaction.ts): the model's statement would be done outside of the transaction.
test('a model may be the first to do something in a transaction', async () => {
  const id = '30000000-0000-4000-8000-000000000001';
  const row = { id, name: 'jira', connector: 'any', settings: {}, credentials: null, state: 'active' } as const;
  const undone = database.transaction('undone', async ({ models, handle }) => {
    await models.Connection.create(row, { transaction: handle });
    throw new Error('given up');
  });
  await expect(undone).rejects.toThrow('given up');
  const found = await database.transaction('look', ({ query }) =>
    query('select 1 from connections where id = $1', [id]),
  );
  expect(found).toEqual([]);
});
