import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { shareOver } from '../../../backend/connections/index.js';
import { silentLogger, systemClock } from '../../../backend/shared/index.js';
import { type EmbeddedDatabase, ensureDatabase } from '../../../backend/storage/embedded/index.js';
import { type Database, migrate, openDatabase } from '../../../backend/storage/index.js';
import { incidents } from '../../support/definitions.js';
import { seedConfiguration } from '../../support/world.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const CONNECTION = '00000000-0000-4000-8000-000000000001';
const LIMITS = { concurrency: 8, requestsPerSecond: 20, requestTimeoutMs: 1_000 };
const HOUR_MS = 3_600_000;

let home: string;
let server: EmbeddedDatabase;
let database: Database;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'syncline-crash-'));
  await chmod(home, 0o711);
  server = await ensureDatabase({ home, signal: AbortSignal.timeout(60_000), log: silentLogger });
  await migrate(server.url);
  database = openDatabase(server.url);
  await seedConfiguration(database, incidents());
});

afterEach(async () => {
  await database.close();
  await server.stop();
  await rm(home, { recursive: true });
});

// Red without: limited_until in begin (connections/sharing/shared-limits-repository.ts)
test('a pause of an hour that a tool has asked for outlives a crash of the database', async () => {
  const pace = (process: string) => shareOver(database, process, systemClock)(CONNECTION, LIMITS, silentLogger).pace;
  await pace('before').pause(HOUR_MS);
  await pace('before').pause(30_000);
  await killServer();
  const [left] = await query('select count(*)::int as count from connection_limits');
  expect(left).toEqual({ count: 0 });
  await pace('after').pause(1_000);
  const { pausedMs } = await pace('after').take({ wanted: 1, returned: 0 });
  expect(pausedMs).toBeGreaterThan(HOUR_MS - 60_000);
  expect(pausedMs).toBeLessThanOrEqual(HOUR_MS);
});

/** Kills it without warning, and waits until it has recovered. */
async function killServer(): Promise<void> {
  const [postmaster] = (await readFile(join(server.directory, 'data', 'postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(postmaster), 'SIGKILL');
  const isBack = () => query('select 1').then(Boolean, () => false);
  await expect.poll(isBack, { timeout: 30_000 }).toBe(true);
}

async function query(sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: server.url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
