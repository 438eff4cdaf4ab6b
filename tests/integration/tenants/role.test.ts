import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { checkTenants } from '../../../backend/application/tenancy.js';
import { silentLogger } from '../../../backend/shared/index.js';
import { type EmbeddedDatabase, ensureDatabase } from '../../../backend/storage/embedded/index.js';
import { migrate, openDatabase, scoped } from '../../../backend/storage/index.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A cluster of the test's own, since the role belongs to the whole of it. */
let home: string;
let cluster: EmbeddedDatabase;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'syncline-role-'));
  await chmod(home, 0o711);
  cluster = await attach();
});
afterAll(async () => {
  await cluster.stop();
  await rm(cluster.directory, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
});

function attach(): Promise<EmbeddedDatabase> {
  return ensureDatabase({ home, signal: AbortSignal.timeout(60_000), log: silentLogger, durability: 'none' });
}

/** As the cluster's superuser. */
async function asAdministrator(statement: string, database = 'postgres'): Promise<readonly unknown[]> {
  const { administrator } = JSON.parse(await readFile(join(cluster.directory, 'credentials.json'), 'utf8'));
  const client = new pg.Client({ connectionString: urlOf('postgres', database, administrator) });
  await client.connect();
  try {
    const { rows } = await client.query(statement);
    return rows;
  } finally {
    await client.end();
  }
}

function urlOf(user: string, database: string, password = 'x'): string {
  const url = new URL(cluster.url);
  Object.assign(url, { username: user, password, pathname: `/${database}` });
  return url.href;
}

const IS_GRANTED = `select pg_has_role('syncline', oid, 'member') as granted from pg_roles where rolname = 'syncline_scoped'`;

/** What a request of each tenant sees of its own integrations. */
async function seenBy(url: string): Promise<readonly unknown[]> {
  const database = openDatabase(url);
  try {
    await database.transaction('add', async ({ query }) => {
      await query(`insert into tenants (id, name) values ('acme', 'acme')`);
      await query(
        `insert into integrations (id, name, kind, enabled, definition, state, tenant_id)
         values (gen_random_uuid(), 'theirs', 'sync', true, '{}', 'active', 'acme'), (gen_random_uuid(), 'ours', 'sync', true, '{}', 'active', 'default')`,
      );
    });
    expect(await checkTenants(database, 'saas')).toEqual({ isShared: true, fault: null });
    const look = (tenant: string) =>
      scoped(database, { tenant }).transaction('look', async ({ query }) =>
        (await query('select name from integrations')).map(({ name }) => name),
      );
    return [...(await look('acme')), ...(await look('default'))];
  } finally {
    await database.close();
  }
}

// Red without: grantScopedRole in backend/storage/embedded/client-session.ts.
test('a cluster that was made before there was the role gets it when somebody attaches', async () => {
  expect(await asAdministrator(IS_GRANTED)).toEqual([{ granted: true }]);
  await asAdministrator('drop role syncline_scoped');
  const other = await attach();
  expect(await asAdministrator(IS_GRANTED)).toEqual([{ granted: true }]);
  await other.stop();
});

// Red without: makeScopedRole in prepare-scoping.ts; or with grants that only new migrations bring.
test.each([
  ['may make roles', 'maker', 'createrole'],
  ['may do everything', 'mighty', 'superuser'],
  ['may make nothing, until a superuser has typed what it is told', 'modest', 'nocreaterole'],
])('an account of an outside database that %s', async (_, account, attribute) => {
  await asAdministrator(`create role ${account} login password 'x' ${attribute}`);
  await asAdministrator(`create database ${account} owner ${account}`);
  await asAdministrator('drop role if exists syncline_scoped');
  const url = urlOf(account, account);
  await migrate(url);
  if (account === 'modest') {
    const database = openDatabase(url);
    expect(await checkTenants(database, 'onpremise')).toMatchObject({ isShared: false });
    const refused = await checkTenants(database, 'saas').catch((error: unknown) => String(error));
    await database.close();
    const [, sql = ''] = /let a superuser type: (.*)$/.exec(String(refused)) ?? [];
    await asAdministrator(sql);
    await migrate(url);
  }
  expect(await seenBy(url)).toEqual(['theirs', 'ours']);
  await asAdministrator('drop owned by syncline_scoped', account);
  await asAdministrator('drop role syncline_scoped');
});
