import pg from 'pg';
import { expect, test } from 'vitest';
import { emptyDatabase, testDatabase } from '../../support/database.js';

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('each test database is a real PostgreSQL of its own', async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
  await query(one.url, 'create table only_here (id int)');
  const sql =
    "select to_regclass('only_here') is not null as here, current_setting('server_version_num')::int as version";
  expect(await query(one.url, sql)).toMatchObject([
    { here: true, version: expect.toSatisfy((v: number) => v >= 180_000) },
  ]);
  expect(await query(other.url, sql)).toMatchObject([{ here: false }]);
});

test('an empty database has no table', async () => {
  const database = await emptyDatabase();
  const sql = "select count(*)::int as count from pg_class where relnamespace = 'public'::regnamespace";
  expect(await query(database.url, sql)).toEqual([{ count: 0 }]);
});

test('a dropped test database is gone, whoever is connected', async () => {
  const database = await testDatabase();
  const client = new pg.Client({ connectionString: database.url });
  const ended = new Promise((resolve) => client.once('end', resolve));
  client.on('error', () => undefined);
  await client.connect();
  await database.drop();
  await ended;
  await expect(query(database.url, 'select 1')).rejects.toMatchObject({ code: '3D000' });
});
