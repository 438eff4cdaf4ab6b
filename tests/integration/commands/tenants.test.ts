import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findLinkedByOthers } from '../../../backend/links/index.js';
import { takeDueIntegrations } from '../../../backend/ticks/tick-repository.js';
import { testDatabase } from '../../support/database.js';
import { commandBench } from './support/command-bench.js';
import { incidentsFile } from './support/incidents-file.js';

const bench = commandBench();

async function makeTenants(...ids: readonly string[]): Promise<void> {
  bench.environment.SYNCLINE_MODE = 'saas';
  for (const id of ids) {
    const { document } = await bench.json('tenants', 'create', id);
    expect(document).toEqual({ created: id });
  }
}

/** Applies the usual file for a tenant. */
async function applyFor(tenant: string, changes: Parameters<typeof incidentsFile>[1] = {}): Promise<void> {
  const path = await bench.write(`${tenant}.yaml`, incidentsFile(bench, { settings: '    delay: 180s', ...changes }));
  const { code, notes } = await bench.run('--tenant', tenant, 'apply', '-f', path);
  expect([code, notes]).toEqual([0, expect.not.stringContaining('fault')]);
}

async function statusOf(tenant: string) {
  return JSON.parse((await bench.run('--tenant', tenant, 'status', '--json')).out);
}

// Red without: the tenant in findConnections, findConnection, CONNECTIONS_ARE_ACTIVE or findLinkedByOthers.
test('two tenants give the same names, and what is wrong with one of them stops nothing of the other', async () => {
  await makeTenants('acme', 'globex');
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await applyFor('acme', { jiraPassword: 'wrong' });
  await applyFor('globex');
  const sync = ['sync', 'incidents', '--onboarding', '--wait'];
  expect((await bench.run('--tenant', 'acme', ...sync)).code).not.toBe(0);
  expect(await bench.run('--tenant', 'globex', ...sync)).toMatchObject({ code: 0 });

  const states = await bench.database.transaction('states', ({ query }) =>
    query(`select tenant_id, name, state from connections order by 1, 2`),
  );
  expect(states.map((row) => Object.values(row).join(' '))).toEqual([
    'acme jira paused',
    'acme service-now active',
    'globex jira active',
    'globex service-now active',
  ]);
  expect(await statusOf('acme')).toMatchObject({
    connections: [{ state: 'paused' }, {}],
    integrations: [{ links: 0 }],
  });
  expect(await statusOf('globex')).toMatchObject({ connections: [{}, {}], integrations: [{ links: 1 }] });
  expect(await statusOf('default')).toMatchObject({ connections: [], integrations: [] });

  expect((await bench.run('--tenant', 'acme', 'history', 'BENCH-1')).code).not.toBe(0);
  expect(await bench.run('--tenant', 'globex', 'history', 'BENCH-1')).toMatchObject({ code: 0 });
  expect((await bench.run('--tenant', 'acme', 'unlink', 'BENCH-1')).notes).toContain('no item BENCH-1 is linked');
  expect(await bench.run('--tenant', 'globex', 'verify', 'incidents')).toMatchObject({ code: 0 });

  const due = await bench.database.transaction('take', async (transaction) => {
    const rows = await transaction.query(
      `update integrations set next_run_at = syncline_now() returning id, tenant_id`,
    );
    const taken = await takeDueIntegrations(transaction, 'saas');
    return taken.map(({ id, mode }) => [rows.find((row) => row.id === id)?.tenant_id, mode]);
  });
  expect(due).toEqual([['globex', 'incremental']]);

  // an item that the other tenant has linked somewhere else is none of ours
  const linked = await bench.database.transaction('linked', async (transaction) => {
    const [acme] = await transaction.query(`select id from integrations where tenant_id = 'acme'`);
    const [link] = await transaction.query('select left_id from links');
    const asked = {
      connection: 'jira',
      itemIds: [String(link?.left_id)],
      target: { site: 'elsewhere', container: 'x' },
    };
    return findLinkedByOthers(transaction, { integrationId: String(acme?.id), ...asked });
  });
  expect([...linked]).toEqual([]);
}, 120_000);

// Red without: withinTenant in backend/commands/command-context.ts.
test('without --tenant a command of such a server is about its own data alone', async () => {
  await makeTenants('acme');
  await applyFor('acme');
  expect((await bench.run('status', '--json')).out).not.toContain('jira');
  expect((await bench.run('pause', 'incidents')).notes).toContain('there is no');
  await bench.run('token', 'create', '--name', 'same');
  await bench.run('--tenant', 'acme', 'token', 'create', '--name', 'same');
  const alive = await bench.database.transaction('tokens', ({ query }) =>
    query('select tenant_id from tokens where revoked_at is null order by 1'),
  );
  expect(alive).toEqual([{ tenant_id: 'acme' }, { tenant_id: 'default' }]);
  await applyFor('default');
  expect((await bench.run('diff', '-f', await bench.write('acme.yaml', incidentsFile(bench)))).code).toBe(1);
  expect((await bench.run('export')).out).toContain('incidents');
});

test('an own server has one tenant, and what is about the whole server refuses others', async () => {
  expect(await bench.run('tenants', 'create', 'acme')).toMatchObject({
    code: 2,
    notes: expect.stringContaining('set SYNCLINE_MODE=saas first'),
  });
  expect(await bench.run('--tenant', 'acme', 'status')).toMatchObject({
    code: 2,
    notes: expect.stringContaining('there is no tenant acme'),
  });
  await makeTenants('acme');
  expect((await bench.run('tenants', 'create', 'acme')).notes).toContain('there is a tenant acme already');
  expect((await bench.run('tenants', 'create', 'ACME!')).code).toBe(64);
  expect((await bench.run('--tenant', 'acme', 'backup', 'x.backup')).notes).toContain('leave --tenant out');
  const { document } = await bench.json<{ tenants: readonly { readonly id: string }[] }>('tenants', 'list');
  expect(document.tenants.map(({ id }) => id)).toEqual(['default', 'acme']);
  expect((await bench.run('audit')).out).toContain('create tenant');
  // from now on it is a server for many, whatever it is told
  delete bench.environment.SYNCLINE_MODE;
  expect((await bench.run('status')).code).toBe(0);
});

// Red without: `grant usage on schema public` in prepare-scoping.ts: restoring makes the schema anew.
test('a backup takes all tenants along, and they are apart where it is restored', async () => {
  await makeTenants('acme');
  await applyFor('acme');
  const file = join(bench.home, 'all.backup');
  expect(await bench.run('backup', file)).toMatchObject({ code: 0 });
  bench.environment.DATABASE_URL = (await testDatabase()).url;
  expect(await bench.run('restore', file)).toMatchObject({ code: 0 });
  expect(await statusOf('acme')).toMatchObject({ integrations: [{ name: 'incidents' }] });
  expect(await statusOf('default')).toMatchObject({ integrations: [] });
});

// Red without: the tenant in the check of secret-box.ts, or in applyConnections.
test('a secret that is copied to another tenant opens there for nothing', async () => {
  await makeTenants('acme', 'globex');
  await applyFor('acme');
  await applyFor('globex');
  await bench.database.transaction('copy', ({ query }) =>
    query(
      `update connections c set credentials = o.credentials from connections o
        where o.tenant_id = 'acme' and c.tenant_id = 'globex' and o.name = c.name`,
    ),
  );
  const said = await bench.run('--tenant', 'globex', 'sync', 'incidents', '--onboarding', '--wait');
  expect(said.code).not.toBe(0);
  expect(said.out + said.notes).toContain('give it again');
  expect(await bench.run('key', 'rotate')).toMatchObject({ code: 1 });
});

// Red without: the cascade of migration 035, or the exception for a tenant that goes in refuse_audit_change.
test('a tenant is removed with everything of his, when that is said, and the others keep theirs', async () => {
  await makeTenants('acme', 'globex');
  await applyFor('acme');
  await applyFor('globex');
  await bench.run('--tenant', 'acme', 'token', 'create', '--name', 'acme');
  const before = await rowsOf('globex');
  expect(await bench.run('tenants', 'remove', 'acme')).toMatchObject({
    code: 2,
    notes: expect.stringContaining('--with-all-data'),
  });
  expect((await bench.json('tenants', 'remove', 'acme', '--with-all-data')).document).toEqual({ removed: 'acme' });
  expect(Object.values(await rowsOf('acme'))).toEqual(Object.values(await rowsOf('acme')).map(() => 0));
  expect(await rowsOf('globex')).toEqual(before);
  expect((await bench.run('tenants', 'remove', 'default', '--with-all-data')).code).toBe(2);
  expect((await bench.run('tenants', 'remove', 'acme', '--with-all-data')).code).toBe(2);
});

/** How many rows a tenant has, by table. */
async function rowsOf(tenant: string): Promise<Readonly<Record<string, number>>> {
  return bench.database.transaction('count', async ({ query }) => {
    const tables = await query(
      `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id' order by 1`,
    );
    const counts: Record<string, number> = {};
    for (const { table_name } of tables) {
      const [row] = await query(`select count(*)::int as n from ${table_name} where tenant_id = $1`, [tenant]);
      counts[String(table_name)] = Number(row?.n);
    }
    return counts;
  });
}
