import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { silentLogger } from '../../../backend/shared/index.js';
import {
  type EmbeddedDatabase,
  type EmbeddedDatabaseOptions,
  ensureDatabase,
} from '../../../backend/storage/embedded/index.js';

const execute = promisify(execFile);
const isRoot = process.getuid?.() === 0;

// Each test starts servers, some several, and the disk may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let prepared: string;
let parent: string;
let home: string;
let systemDirectory: string;
const open: EmbeddedDatabase[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), 'syncline-embedded-'));
  await chmod(prepared, 0o711);
  await (await ensure({ home: prepared, durability: 'full' })).stop();
});

afterAll(() => rm(prepared, { recursive: true, force: true }));

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'syncline-embedded-'));
  await chmod(parent, 0o711);
  home = join(parent, 'a home with spaces');
  systemDirectory = join(parent, 'system');
  open.length = 0;
  children.length = 0;
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(open.map((database) => database.stop()));
  await rm(parent, { recursive: true, force: true });
});

async function ensure(options: Partial<EmbeddedDatabaseOptions> = {}): Promise<EmbeddedDatabase> {
  const signal = AbortSignal.timeout(60_000);
  const database = await ensureDatabase({
    home,
    signal,
    log: silentLogger,
    durability: 'none',
    systemDirectory,
    ...options,
  });
  open.push(database);
  return database;
}

/** A home with a database that was stopped: to copy one is quicker than to make one. */
async function usePreparedHome(): Promise<void> {
  await execute('cp', ['-a', prepared, home]);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function postmasterPid(directory = join(home, 'database')): Promise<number> {
  return Number((await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** Another process with a hold on the same home. */
async function startChild() {
  const script = fileURLToPath(new URL('embedded-database-child.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, home], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = JSON.parse((await lines.next()).value ?? 'null') as { url: string; started: boolean };
  return {
    ...answer,
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    letGo: async () => {
      child.stdin.end();
      expect((await lines.next()).value).toBe('stopped');
    },
  };
}

const isUp = async (url: string) => query(url, 'select 1').then(Boolean, () => false);

/** How many processes have a hold on the database at this moment. */
async function holds(url: string): Promise<number> {
  const sql = "select count(*)::int as held from pg_locks where locktype = 'advisory' and granted";
  return query(url, sql).then(
    ([row]) => Number(row?.held),
    () => 0,
  );
}

describe('one process', () => {
  test('starts the database, stops it, and finds it again with what was in it', async () => {
    const first = await ensure();
    expect(first.started).toBe(true);
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    expect(await isUp(first.url)).toBe(false);
    const second = await ensure();
    expect(second).toMatchObject({ url: first.url, started: true });
    expect(await query(second.url, 'select * from kept')).toEqual([{ answer: 42 }]);
  });

  test('what a start left that was killed while it made the database is cleared away', async () => {
    await mkdir(home);
    const [old, young] = [join(home, 'database.unfinished-old'), join(home, 'database.unfinished-young')];
    await mkdir(old);
    await mkdir(young);
    await utimes(old, 0, 0);
    await ensure();
    expect((await readdir(home)).toSorted()).toEqual(['database', 'database.unfinished-young']);
  });

  test('of two holds the last to go stops it, and stopping twice is once', async () => {
    await usePreparedHome();
    const first = await ensure();
    const second = await ensure();
    expect(second).toMatchObject({ url: first.url, started: false });
    await first.stop();
    await first.stop();
    expect(await isUp(second.url)).toBe(true);
    await second.stop();
    expect(await isUp(second.url)).toBe(false);
  });

  test('the platform is no superuser, and may create databases', async () => {
    await usePreparedHome();
    const { url } = await ensure();
    const sql = 'select rolsuper, rolcreatedb from pg_roles where rolname = current_user';
    expect(await query(url, sql)).toEqual([{ rolsuper: false, rolcreatedb: true }]);
  });

  test('what is committed survives a power cut, unless it was asked not to', async () => {
    await usePreparedHome();
    const settings = `select string_agg(setting, ',' order by name) as set from pg_settings
      where name in ('fsync', 'full_page_writes', 'synchronous_commit')`;
    const safe = await ensure({ durability: 'full' });
    expect(await query(safe.url, settings)).toEqual([{ set: 'on,on,on' }]);
    await safe.stop();
    const fast = await ensure({ durability: 'none' });
    expect(await query(fast.url, settings)).toEqual([{ set: 'off,off,off' }]);
  });

  test('its passwords are for its owner alone, and its log shows no values', async () => {
    await usePreparedHome();
    const { url, directory } = await ensure();
    await query(url, 'create table secrets (name text primary key)');
    await query(url, "insert into secrets values ('hunter2')");
    await expect(query(url, "insert into secrets values ('hunter2')")).rejects.toMatchObject({ code: '23505' });
    expect(await readFile(join(directory, 'postgres.log'), 'utf8')).not.toContain('hunter2');
    expect((await stat(join(directory, 'credentials.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(directory, 'data'))).mode & 0o777).toBe(0o700);
  });

  test('an aborted start leaves no server behind', async () => {
    await usePreparedHome();
    const aborter = new AbortController();
    const starting = ensureDatabase({ home, signal: aborter.signal, log: silentLogger, durability: 'none' });
    await expect.poll(() => postmasterPid().catch(() => 0), { interval: 1 }).toBeGreaterThan(0);
    aborter.abort(new Error('changed my mind'));
    await expect(starting).rejects.toThrow('changed my mind');
    await expect.poll(() => postmasterPid().catch(() => 0)).toBe(0);
  });
});

describe('several processes', () => {
  test('that start at once get one and the same database', async () => {
    const all = await Promise.all([startChild(), startChild(), startChild()]);
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    expect(all.filter(({ started }) => started)).toHaveLength(1);
    const [first, second, third] = all;
    await Promise.all([first?.letGo(), second?.letGo()]);
    expect(await isUp(third?.url ?? '')).toBe(true);
    await third?.letGo();
    expect(await isUp(third?.url ?? '')).toBe(false);
  });

  test('that let go at once stop it', async () => {
    await usePreparedHome();
    const all = await Promise.all([startChild(), startChild(), startChild()]);
    await Promise.all(all.map(({ letGo }) => letGo()));
    expect(await isUp(all[0]?.url ?? '')).toBe(false);
  });
});

describe('after kill -9', () => {
  test('of the process that started it, the database goes on, and the next one stops it', async () => {
    await usePreparedHome();
    const child = await startChild();
    await child.kill();
    const next = await ensure();
    expect(next).toMatchObject({ url: child.url, started: false });
    await next.stop();
    expect(await isUp(next.url)).toBe(false);
  });

  test('of the server, whoever uses it starts it again, at the same address and with all that was committed', async () => {
    await usePreparedHome();
    const { url } = await ensure({ durability: 'full' });
    await query(url, 'create table kept as select 42 as answer');
    process.kill(await postmasterPid(), 'SIGKILL');
    await expect
      .poll(() => query(url, 'select * from kept').catch(() => []), { timeout: 15_000 })
      .toEqual([{ answer: 42 }]);
  });

  test('of the server, two processes that use it do not quarrel about it', async () => {
    await usePreparedHome();
    const one = await startChild();
    const other = await startChild();
    process.kill(await postmasterPid(), 'SIGKILL');
    // Up is not enough: who lets go before the other is back is the last one, and stops it rightly.
    await expect.poll(() => holds(one.url), { timeout: 15_000 }).toBe(2);
    await one.letGo();
    expect(await isUp(other.url)).toBe(true);
    await other.letGo();
    expect(await isUp(other.url)).toBe(false);
  });

  test('of the server, one that is told to stop in the middle of the recovery stops', async () => {
    await usePreparedHome();
    const messages = new EventEmitter();
    const log = { ...silentLogger, warn: (message: string) => void messages.emit('warn', message) };
    const { url, stop } = await ensure({ log });
    const warned = once(messages, 'warn');
    process.kill(await postmasterPid(), 'SIGKILL');
    await warned;
    await stop();
    expect(await isUp(url)).toBe(false);
  });

  test('of everything, the next start recovers', async () => {
    await usePreparedHome();
    const child = await startChild();
    await query(child.url, 'create table kept as select 42 as answer');
    const pid = await postmasterPid();
    await child.kill();
    process.kill(pid, 'SIGKILL');
    const next = await ensure();
    expect(next).toMatchObject({ url: child.url, started: true });
    expect(await query(next.url, 'select * from kept')).toEqual([{ answer: 42 }]);
  });

  test('a pid file that names some other living process does not stop the next start', async () => {
    await usePreparedHome();
    const first = await ensure();
    const file = join(first.directory, 'data', 'postmaster.pid');
    const text = await readFile(file, 'utf8');
    await first.stop();
    await writeFile(file, text.replace(/^\d+/, String(process.pid)));
    expect(await ensure()).toMatchObject({ started: true });
  });
});

test('a home that was copied while its server ran gets a server of its own', async () => {
  await usePreparedHome();
  const original = await ensure();
  const copy = join(parent, 'copy');
  await execute('cp', ['-a', home, copy]);
  const copied = await ensure({ home: copy });
  expect(copied.started).toBe(true);
  expect(copied.url).not.toBe(original.url);
});

// Only root runs the server as somebody else, who may not come in everywhere.
if (isRoot) {
  describe('as root, in a home that others may not enter', () => {
    beforeEach(async () => {
      const closed = join(parent, 'closed');
      home = join(closed, 'home');
      await mkdir(closed, { mode: 0o700 });
    });

    test('the database lies outside, and a note tells where', async () => {
      const { directory, url } = await ensure();
      expect(directory.startsWith(systemDirectory)).toBe(true);
      const note = JSON.parse(await readFile(join(home, 'database.location.json'), 'utf8'));
      expect(note).toEqual({ home, directory });
      expect(await isUp(url)).toBe(true);
    });

    test('it is found again when the home has moved', async () => {
      const first = await ensure();
      await first.stop();
      const moved = join(parent, 'closed', 'moved');
      await rename(home, moved);
      expect(await ensure({ home: moved })).toMatchObject({ url: first.url, directory: first.directory });
    });

    test('a copy of the home is refused, for two must not share one database', async () => {
      await (await ensure()).stop();
      const copy = join(parent, 'closed', 'copy');
      await cp(home, copy, { recursive: true });
      await expect(ensure({ home: copy })).rejects.toThrow(/is a copy of .*delete .*database\.location\.json/);
    });

    test('a database that became unreachable is not replaced by an empty one', async () => {
      const closed = join(parent, 'closed');
      await chmod(closed, 0o711);
      await (await ensure()).stop();
      await chmod(closed, 0o700);
      await expect(ensure()).rejects.toThrow(/cannot be entered by the account it runs as .*chmod o\+x/);
    });
  });
}
