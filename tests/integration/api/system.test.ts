import request from 'supertest';
import { expect, test } from 'vitest';
import { recordAudit } from '../../../backend/audit/index.js';
import { scoped } from '../../../backend/storage/index.js';
import { createToken } from '../../../backend/tokens/index.js';
import { apiBench } from './support/api-bench.js';

const bench = apiBench();

interface System {
  readonly checks: readonly { readonly id: string; readonly outcome: string; readonly fix: string | null }[];
  readonly server: { readonly nodes: readonly object[]; readonly lastBackup: object | null } | null;
}

const outcomesOf = ({ checks }: System) => Object.fromEntries(checks.map(({ id, outcome }) => [id, outcome]));

test('the server tells what it is, who works, and what is missing', async () => {
  await bench.world.sql(`update workers set host = 'node-1', version = '1.2.3'`);
  const { body } = await bench.get<System>('/system');
  expect(body).toMatchObject({
    mode: 'onpremise',
    publicUrl: null,
    licence: null,
    server: {
      database: { kind: 'embedded', aheadMs: 0, migration: expect.stringMatching(/^\d{3}-/) },
      queue: { waiting: 0, failed: 0 },
      nodes: [{ host: 'node-1', version: '1.2.3', isAlive: true }],
      lastBackup: null,
    },
  });
  expect(outcomesOf(body)).toEqual({
    'public-url': 'warning',
    database: 'ok',
    worker: 'ok',
    paused: 'ok',
    clock: 'ok',
    queue: 'ok',
    backup: 'warning',
  });
  expect(JSON.stringify(body)).not.toContain(bench.application().settings.home);
});

test('a backup is known from the audit log, and a dead worker by its last heartbeat', async () => {
  const actor = { kind: 'command line', name: 'root' } as const;
  await bench.world.database.transaction('audit', (transaction) =>
    recordAudit(transaction, actor, { action: 'backup', subject: 'file' }),
  );
  bench.world.clock.advance(60_000);
  const { body } = await bench.get<System>('/system');
  expect(body.server?.lastBackup).toMatchObject({ actor });
  expect(body.server?.nodes).toMatchObject([{ isAlive: false }]);
  expect(outcomesOf(body)).toMatchObject({ backup: 'ok', worker: 'warning' });
  bench.world.clock.advance(8 * 24 * 60 * 60_000);
  expect(outcomesOf((await bench.get<System>('/system')).body)).toMatchObject({ backup: 'warning' });
});

// Red without: isOperator in backend/application/read-system.ts.
test('who administers one tenant of several sees nothing of the whole server', async () => {
  await bench.world.sql(`insert into tenants (id, name) values ('globex', 'globex')`);
  const token = await scoped(bench.world.database, { tenant: 'globex' }).transaction('token', (transaction) =>
    createToken(transaction, { name: 'theirs', scope: 'administrator' }),
  );
  const { body } = await request(bench.api).get('/api/v1/system').set('authorization', `Bearer ${token}`);
  expect(body.server).toBeNull();
  expect(outcomesOf(body)).toEqual({ 'public-url': 'warning' });
});
