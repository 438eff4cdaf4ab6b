import { afterEach, expect, test } from 'vitest';
import { scoped } from '../../../backend/storage/index.js';
import { type TwoTenants, twoTenants } from './support/two-tenants.js';

let tenants: TwoTenants | undefined;
afterEach(() => tenants?.world.close());

/** Of these everybody sees the same. */
const SHARED = ['installation'];

// Red without: the policy of any one table.
test('of every table that is policed each tenant sees its own rows, and the two together see all', async () => {
  tenants = await twoTenants({ rich: 'acme', other: 'globex' });
  const { world, own } = tenants;
  await fillTheRest(tenants);
  const tables = await world.sql(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity and relname <> all($1) order by 1`,
    [SHARED],
  );
  const rowsAs = (tenant: string, table: string) =>
    scoped(world.database, { tenant }).transaction('look', async ({ query }) =>
      (await query(`select t::text as row from ${table} t order by 1`)).map(({ row }) => String(row)),
    );
  const empty: string[] = [];
  for (const { relname } of tables) {
    const table = String(relname);
    const all = (await world.sql(`select t::text as row from ${table} t`)).map(({ row }) => String(row));
    const [rich, other, nobody] = [
      await rowsAs('acme', table),
      await rowsAs('globex', table),
      await rowsAs('nobody', table),
    ];
    if (rich.length === 0) empty.push(table);
    expect(nobody, table).toEqual([]);
    expect([...rich, ...other].sort(), table).toEqual(all.filter((row) => !row.startsWith('(default,')).sort());
    const isOwn = (row: string) => Object.values(own).some((id) => row.includes(id)) || /\bglobex\b/.test(row);
    expect(
      other.filter((row) => !isOwn(row)),
      table,
    ).toEqual([]);
  }
  expect(empty, 'put a row there, or this shows nothing').toEqual([]);
});

/** What an integration does not make by itself. */
async function fillTheRest({ world: { sql } }: TwoTenants): Promise<void> {
  await sql(
    `insert into sites (id, tenant_id, host, key, base_url, display_url, state)
     values (gen_random_uuid(), 'acme', 'connect', 'key', 'https://rich.atlassian.net', 'https://rich.atlassian.net', 'active')`,
  );
  await sql(
    `insert into connect_clients (site_id, client_key, shared_secret, details) select id, key, 'sealed', '{}' from sites`,
  );
  await sql(
    `insert into forge_installations (site_id, installation_id, environment, app_version) select id, '1', 'PRODUCTION', '1' from sites`,
  );
  await sql(
    `insert into data_center_links (site_id, client_id, client_secret, scope) select id, 'client', 'sealed', 'READ' from sites`,
  );
  await sql(`insert into site_app_tokens (site_id, token, ends_at) select id, 'sealed', now() from sites`);
  await sql(
    `insert into site_events (site_id, delivery, kind, project) select id, '1', 'avi:jira:updated:issue', 'RICH' from sites`,
  );
  await sql(`insert into pairing_codes (hash, tenant_id, ends_at) values ('hash', 'acme', now())`);
  await sql('insert into pairing_attempts (site_id, wrong) select id, 1 from sites');
  await sql(`insert into accounts (tenant_id, name, role) values ('acme', 'anna', 'viewer')`);
  await sql(`insert into setup_links (id, tenant_id, hash, ends_at) values ('id', 'acme', 'hash', now())`);
  await sql(
    `insert into sessions (id, tenant_id, kind, subject, name, role, hash, idle_ends_at, ends_at)
     values ('id', 'acme', 'account', 'anna', 'anna', 'viewer', 'hash', now(), now())`,
  );
}
