import { readFileSync, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { prepareQueue } from '../../backend/queue/index.js';
import { errorMessage, silentLogger } from '../../backend/shared/index.js';
import { type EmbeddedDatabase, ensureDatabase } from '../../backend/storage/embedded/index.js';
import { migrate } from '../../backend/storage/index.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's PostgreSQL server; its role may create databases. */
    databaseServerUrl: string;
    /** The database that `testDatabase` copies. */
    templateDatabase: string;
    /** Why the template could not be migrated; tests that need no database run all the same. */
    migrationFault: string | undefined;
  }
}

/** Each account has its own: one may not look into another's. */
const PARENT = join(tmpdir(), `syncline-tests-${userInfo().username}`);
const TEMPLATE = 'syncline_template';

/** Starts the one PostgreSQL of the whole run, with the migrated template in it; ends it after the last test. */
export default async function startDatabaseServer(project: TestProject): Promise<() => Promise<void>> {
  await mkdir(PARENT, { recursive: true, mode: 0o711 });
  await removeLeftovers();
  const home = await mkdtemp(join(PARENT, `${process.pid}-`));
  await chmod(home, 0o711);
  const database = await startIn(home);
  endWithSignals(database, home);
  const fault = await createTemplate(database.url).catch(errorMessage);
  project.provide('migrationFault', fault ?? undefined);
  project.provide('databaseServerUrl', database.url);
  project.provide('templateDatabase', TEMPLATE);
  return async () => {
    await remove(database, home);
  };
}

function startIn(home: string): Promise<EmbeddedDatabase> {
  return ensureDatabase({ home, signal: AbortSignal.timeout(60_000), log: silentLogger, durability: 'none' });
}

/** vitest's own clean-up does not run when it is interrupted, and the server belongs to no terminal. */
function endWithSignals({ directory }: EmbeddedDatabase, home: string): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      const [pid] = readFileSync(join(directory, 'data', 'postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGQUIT');
      rmSync(directory, { recursive: true, force: true });
      rmSync(home, { recursive: true, force: true });
      process.kill(process.pid, signal);
    });
  }
}

async function remove(database: EmbeddedDatabase, home: string): Promise<void> {
  await database.stop();
  await rm(database.directory, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
}

async function createTemplate(serverUrl: string): Promise<void> {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  try {
    await server.query(`create database ${TEMPLATE}`);
    const url = new URL(serverUrl);
    url.pathname = TEMPLATE;
    await migrateTemplate(url.href);
    // Nobody may connect any more: a database that is in use, if only by autovacuum, cannot be copied.
    await server.query(`alter database ${TEMPLATE} with allow_connections false`);
  } finally {
    await server.end();
  }
}

async function migrateTemplate(url: string): Promise<void> {
  await migrate(url);
  await prepareQueue(url);
}

/** What killed runs left behind: servers that are still alive, and their files. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(PARENT)) {
    if (isAlive(Number(name.split('-')[0]))) continue;
    const home = join(PARENT, name);
    // Attached to as its only client, a server that a killed run left behind stops. What cannot be attached to is half removed
    // already, by another run just now or by one that was killed in the middle of it: no server lives in there.
    const database = await startIn(home).catch(() => undefined);
    await database?.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
