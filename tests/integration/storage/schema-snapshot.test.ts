import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, migrate, openDatabase } from '../../../backend/storage/index.js';
import { testDatabase } from '../../support/database.js';

let database: Database;
let url: string;
beforeAll(async () => {
  ({ url } = await testDatabase());
  database = openDatabase(url);
});
afterAll(() => database.close());

/** Every table, column, constraint, index, policy and function of our own, as PostgreSQL's catalogue has them. */
async function describeSchema(): Promise<string> {
  return database.transaction('describe schema', async ({ query }) => {
    const columns = await query(
      `select c.relname as name, string_agg(format('  %s %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then ' not null' else '' end,
                case a.attidentity when 'a' then ' generated always as identity' else '' end,
                coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')), E'\\n' order by a.attnum) as columns
         from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname order by c.relname`,
    );
    const constraints = await query(
      `select conrelid::regclass::text as name, pg_get_constraintdef(oid) as definition from pg_constraint
        where connamespace = 'public'::regnamespace and contype <> 'n' order by 1, 2`,
    );
    const indexes = await query(
      `select tablename as name, indexdef as definition from pg_indexes where schemaname = 'public' order by 1, 2`,
    );
    const policies = await query(
      `select tablename as name, format('policy %s for %s%s%s', policyname, lower(cmd),
              ' using ' || regexp_replace(qual, '\\s+', ' ', 'g'), ' with check ' || regexp_replace(with_check, '\\s+', ' ', 'g')) as definition
         from pg_policies where schemaname = 'public' order by 1, 2`,
    );
    const functions = await query(
      `select pg_get_functiondef(oid) as definition from pg_proc where pronamespace = 'public'::regnamespace order by proname`,
    );
    const of = (rows: typeof columns, name: unknown) =>
      rows.filter((row) => row.name === name).map((row) => `  ${row.definition}`);
    return [
      ...columns.map((table) =>
        [
          `table ${table.name}`,
          table.columns,
          ...of(constraints, table.name),
          ...of(indexes, table.name),
          ...of(policies, table.name),
        ].join('\n'),
      ),
      ...functions.map((row) => String(row.definition).trim()),
      '',
    ].join('\n\n');
  });
}

test('the migrations make the schema that is committed', async () => {
  await expect(await describeSchema()).toMatchFileSnapshot('../../../backend/storage/schema.txt');
});

test('migrating a migrated database changes nothing', async () => {
  const before = await describeSchema();
  await migrate(url);
  expect(await describeSchema()).toBe(before);
});

test('a database that a newer program has migrated is refused with the way out', async () => {
  await database.transaction('pretend', ({ query }) =>
    query(`insert into schema_migrations (name) values ('999-from-the-future')`),
  );
  await expect(migrate(url)).rejects.toThrow(/newer Syncline \(999-from-the-future\).*start that version again/);
});
