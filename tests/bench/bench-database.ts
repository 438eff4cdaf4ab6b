import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { silentLogger } from '../../backend/shared/index.js';
import { ensureDatabase } from '../../backend/storage/index.js';

/** One PostgreSQL, as durable as the one that ships, for both that are compared. */
export interface BenchDatabase {
  /** An empty database of its own. */
  create(name: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startBenchDatabase(): Promise<BenchDatabase> {
  const home = await mkdtemp(join(tmpdir(), 'syncline-bench-'));
  // The database's own account has to pass through.
  await chmod(home, 0o711);
  const server = await ensureDatabase({ home, signal: AbortSignal.timeout(60_000), log: silentLogger });
  return {
    async create(name) {
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      const url = new URL(server.url);
      url.pathname = name;
      return url.href;
    },
    async stop() {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
