import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkTenants } from '../../../backend/application/tenancy.js';
import {
  type Database,
  openDatabase,
  type Row,
  scoped,
  scopingFault,
  type Transaction,
} from '../../../backend/storage/index.js';
import { testDatabase } from '../../support/database.js';

/** Tables without a policy, and why: nothing in them is anybody's data, or nobody who is scoped may look. */
const OF_THE_SERVER: Readonly<Record<string, string>> = {
  attempts: 'how often something was tried: hashes, counted before anybody is in; closed',
  pending_sign_ins: 'sign-ins under way: hashes, of people who are not in yet; closed',
  claims: 'which worker has which row in hand: ids of rows, and no way to them',
  workers: 'processes of this server',
  schema_migrations: 'what the database was brought to; closed',
  used_tokens: 'hashes of tokens that were taken before anybody was in; closed',
};

let database: Database;
beforeAll(async () => {
  database = openDatabase((await testDatabase()).url);
});
afterAll(() => database.close());

const sql = (statement: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> =>
  database.transaction('sql', ({ query }) => query(statement, parameters));

// Red without: a line for a new table in OF_ANOTHER, or `enable row level security`, in a migration.
test('every table is kept apart by a policy, or named here as a thing of the server', async () => {
  const rows = await sql(
    `select c.relname as name, c.relrowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid) as is_policed
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  const free = rows.filter(({ is_policed }) => is_policed !== true).map(({ name }) => name);
  expect(free).toEqual(Object.keys(OF_THE_SERVER).sort());
});

// Red without: "revoke" in backend/storage/scoping/prepare-scoping.ts, or with a grant that a later migration forgot.
test('whoever is scoped may use every table that is policed, and changes nothing of the server', async () => {
  const rows = await sql(
    `select c.relname as name, p as privilege from pg_class c, unnest(array['select', 'insert', 'update', 'delete']) p
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not has_table_privilege('syncline_scoped', c.oid, p) order by 1, 2`,
  );
  const refused = new Map<string, string[]>();
  for (const { name, privilege } of rows) {
    refused.set(String(name), [...(refused.get(String(name)) ?? []), String(privilege)]);
  }
  expect([...refused].map(([name, privileges]) => [name, privileges.join(' ')])).toEqual([
    ['attempts', 'delete insert select update'],
    ['claims', 'delete insert update'],
    // single columns of it are open: see the policies
    ['installation', 'delete insert select update'],
    ['pending_sign_ins', 'delete insert select update'],
    ['schema_migrations', 'delete insert select update'],
    ['tenants', 'delete insert update'],
    ['used_tokens', 'delete insert select update'],
    ['workers', 'delete insert update'],
  ]);
});

describe('the scoped database', () => {
  beforeAll(async () => {
    await sql(`insert into tenants (id, name) values ('acme', 'acme'), ('globex', 'globex')`);
    for (const tenant of ['acme', 'globex']) {
      await scoped(database, { tenant }).transaction('add', ({ query }) =>
        query(
          `insert into integrations (id, name, kind, enabled, definition, state)
           values (gen_random_uuid(), 'same', 'sync', true, '{"left": {"connection": "used"}}', 'active'),
                  (gen_random_uuid(), 'more', 'sync', true, '{}', 'active')`,
        ),
      );
      await scoped(database, { tenant }).transaction('add', ({ query }) =>
        query(
          `insert into connections (id, name, connector, settings, state)
           select gen_random_uuid(), name, 'jira', '{}', 'active' from unnest(array['used', 'unused']) as name`,
        ),
      );
      await scoped(database, { tenant }).transaction('add', ({ query }) =>
        query(`insert into audit (actor_kind, actor, action, details) values ('token', 'a', 'apply', '{}')`),
      );
    }
  });

  // Red without: the role in backend/storage/scoping/scoped-database.ts.
  test('sees, changes and adds nothing of others', async () => {
    const acme = scoped(database, { tenant: 'acme' });
    const [theirs] = await sql(`select id from integrations where tenant_id = 'globex' and name = 'same'`);
    await acme.transaction('look', async ({ query }) => {
      expect(await query('select distinct tenant_id from integrations')).toEqual([{ tenant_id: 'acme' }]);
      expect(await query('select id from tenants')).toEqual([{ id: 'acme' }]);
      expect(await query(`update integrations set state = 'paused' returning tenant_id`)).toEqual([
        { tenant_id: 'acme' },
        { tenant_id: 'acme' },
      ]);
      expect(await query('delete from integrations where id = $1 returning id', [theirs?.id])).toEqual([]);
    });
    const add = (statement: string) => acme.transaction('add', ({ query }) => query(statement, [theirs?.id]));
    await expect(
      add(
        'insert into ledger (integration_id, side, item_id, version_token, version_at) values ($1, $$left$$, $$1$$, $$1$$, now())',
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(add(`update integrations set tenant_id = 'globex' where $1::uuid is not null`)).rejects.toThrow(
      /row-level security/,
    );
    expect(await sql(`select state from integrations where tenant_id = 'globex'`)).toEqual([
      { state: 'active' },
      { state: 'active' },
    ]);
  });

  // Red without: syncline_integrations() in the policies.
  test('narrowed to an integration sees it and the connections that it uses, no tokens and no audit', async () => {
    const [same] = await sql(`select id from integrations where tenant_id = 'acme' and name = 'same'`);
    const look = (integrations: readonly string[]) =>
      scoped(database, { tenant: 'acme', integrations }).transaction('look', async ({ query }) => ({
        integrations: (await query('select name from integrations')).map(({ name }) => name),
        connections: (await query('select name from connections')).map(({ name }) => name),
        audit: await query('select id from audit'),
        tokens: await query('select id from tokens'),
      }));
    expect(await look([String(same?.id)])).toEqual({
      integrations: ['same'],
      connections: ['used'],
      audit: [],
      tokens: [],
    });
    expect(await look([])).toEqual({ integrations: [], connections: [], audit: [], tokens: [] });
    const [theirs] = await sql(`select id from integrations where tenant_id = 'globex' and name = 'same'`);
    expect(await look([String(theirs?.id)])).toMatchObject({ integrations: [], connections: [] });
    // what he does is kept all the same
    await scoped(database, { tenant: 'acme', integrations: [] }).transaction('do', ({ query }) =>
      query(`insert into audit (actor_kind, actor, action, details) values ('jira', 'b', 'pause', '{}')`),
    );
    expect(await sql(`select tenant_id from audit where actor = 'b'`)).toEqual([{ tenant_id: 'acme' }]);
  });

  test('leaves nothing of the scope on a connection that is used again', async () => {
    const one = openDatabase((await testDatabase()).url, { poolSize: 1 });
    const who = `select current_user, current_setting('syncline.tenant', true) as tenant`;
    await scoped(one, { tenant: 'acme' }).transaction('scoped', ({ query }) => query(who));
    const [after] = await one.transaction('free', ({ query }) => query(who));
    expect([after?.current_user, after?.tenant || null]).toEqual(['syncline', null]);
    await one.close();
  });
});

test.each([
  [
    { is_member: null, is_free: null },
    /there is no role syncline_scoped; .*create role syncline_scoped nologin; grant syncline_scoped to "app";/,
  ],
  [{ is_member: false, is_free: false }, /is not granted to this account; .*: grant syncline_scoped to "app";/],
  [
    { is_member: true, is_free: true },
    /does not bind the role syncline_scoped; .*alter role syncline_scoped nosuperuser nobypassrls;/,
  ],
])('a database that cannot keep tenants apart is told with the SQL to type: %j', async (row, words) => {
  const query = async () => [{ account: 'app', ...row }];
  expect(await scopingFault({ query } as unknown as Transaction)).toMatch(words);
});

// Red without: the check in backend/application/tenancy.ts.
test('a server for many refuses to start where tenants cannot be kept apart', async () => {
  const unable: Database = {
    transaction: (name, work) =>
      database.transaction(name, (transaction) =>
        work({
          ...transaction,
          query: async (statement, parameters) => {
            const rows = await transaction.query(statement, parameters);
            return statement.includes('is_member') ? [{ account: 'app', is_member: null, is_free: null }] : rows;
          },
        }),
      ),
    close: async () => undefined,
  };
  await expect(checkTenants(unable, 'saas')).rejects.toThrow(
    /SYNCLINE_MODE is saas, but .*create role syncline_scoped nologin/,
  );
  // there are others by now
  await expect(checkTenants(unable, 'onpremise')).rejects.toThrow(/there are 3 tenants, but .*create role/);
  expect(await checkTenants(database, 'saas')).toEqual({ isShared: true, fault: null });
});
