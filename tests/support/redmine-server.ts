import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe } from 'vitest';
import { z } from 'zod';
import { truthDirectory } from './truth.js';

/** A real Redmine on loopback with a database of its own, a project `sync` and people in it. */
export interface RedmineServer {
  readonly url: string;
  /** API keys by login. `sync` and `alice` are managers of the project, `bob` is a reporter who may set next to nothing. */
  readonly keys: Readonly<Record<'admin' | 'alice' | 'bob' | 'sync', string>>;
  readonly userIds: Readonly<Record<'alice' | 'bob' | 'sync', string>>;
  readonly passwords: Readonly<Record<'admin' | 'sync', string>>;
  /** Ids of custom fields, trackers and statuses by their names. */
  readonly customFields: Readonly<Record<string, number>>;
  readonly trackers: Readonly<Record<string, number>>;
  readonly statuses: Readonly<Record<string, number>>;
  /** Changes the database behind Redmine's back: times cannot be chosen otherwise. */
  sql(statement: string): Promise<void>;
  stop(): Promise<void>;
}

const seeded = z.object({
  base_url: z.string(),
  admin: z.object({ api_key: z.string(), password: z.string() }),
  users: z.array(z.object({ id: z.number(), login: z.string(), api_key: z.string() })),
  custom_fields: z.record(z.string(), z.number()),
  trackers: z.record(z.string(), z.number()),
  statuses: z.record(z.string(), z.number()),
});

/** Then the id of the process whose server lives in there. */
const DATA_PREFIX = 'syncline-redmine-data-';
/** What a real server takes depends on the machine and what else it does. */
const TEST_MS = 120_000;
const LOG_TAIL_LENGTH = 4_000;
/** All of them are started through one link in the package's folder, so one after the other. */
const LOCK = '/run/syncline-redmine.lock';

/** A group of tests that need a real Redmine; where there can be none they are skipped and say why. */
export function describeWithRedmine(name: string, tests: () => void): void {
  const obstacle = obstacleOf();
  if (obstacle === null) describe(name, { timeout: TEST_MS }, tests);
  else describe.skip(`${name} (skipped: ${obstacle})`, () => undefined);
}

function obstacleOf(): string | null {
  const truth = truthDirectory();
  if (truth === undefined) return 'no shared/truth beside the repository, which starts Redmine';
  if (!existsSync(join(truth, 'servers', 'redmine', 'start.sh'))) return 'shared/truth starts no Redmine';
  if (process.getuid?.() !== 0) return 'Redmine is started by root alone';
  return existsSync('/usr/share/redmine/config.ru') ? null : 'Redmine is not installed; .ci/run does it';
}

/** Starts one; within seconds when another one was started before with the same scripts and temporary folder. */
export async function startRedmine(): Promise<RedmineServer> {
  const scripts = join(truthDirectory() ?? '', 'servers', 'redmine');
  const template = join(tmpdir(), `syncline-redmine-${versionOf(scripts)}`);
  await removeLeftovers(scripts);
  const data = await mkdtemp(join(tmpdir(), `${DATA_PREFIX}${process.pid}-`));
  const stop = async () => {
    const lastWords = await lastWordsIn(data);
    await run('bash', [join(scripts, 'stop.sh')], { DATA: data });
    await rm(data, { recursive: true, force: true });
    if (lastWords !== null) throw new Error(`Redmine had ended by itself: ${lastWords}`);
  };
  try {
    const port = String(await freePort());
    await locked(`[ -e "$DATA/ready" ] || { "$SCRIPTS/start.sh" && "$SCRIPTS/stop.sh" && touch "$DATA/ready"; }`, {
      SCRIPTS: scripts,
      DATA: template,
      PORT: port,
    });
    await cp(template, data, { recursive: true });
    const { stdout } = await locked('"$SCRIPTS/start.sh"', { SCRIPTS: scripts, DATA: data, PORT: port });
    const { base_url: url, admin, users, custom_fields: customFields, ...rest } = seeded.parse(JSON.parse(stdout));
    const ofUser = <Value>(value: (user: (typeof users)[number]) => Value) =>
      Object.fromEntries(users.map((user) => [user.login, value(user)])) as Record<'alice' | 'bob' | 'sync', Value>;
    return {
      url,
      keys: { admin: admin.api_key, ...ofUser((user) => user.api_key) },
      userIds: ofUser(({ id }) => String(id)),
      passwords: { admin: admin.password, sync: 'sync-counterpart' },
      customFields,
      ...rest,
      async sql(statement) {
        await run('sqlite3', [join(data, 'instance', 'redmine.sqlite3'), `.timeout 10000`, statement], {});
      },
      stop,
    };
  } catch (error) {
    await stop().catch((cause: unknown) => Promise.reject(new AggregateError([error, cause], String(cause))));
    throw error;
  }
}

/** The end of the log of a server that is there no more, though nobody stopped it; null of one that lives or never did. */
async function lastWordsIn(data: string): Promise<string | null> {
  const pid = await readFile(join(data, 'pid'), 'utf8').catch(() => null);
  if (pid === null || existsSync(`/proc/${pid.trim()}`)) return null;
  return (await readFile(join(data, 'server.log'), 'utf8').catch(() => '')).slice(-LOG_TAIL_LENGTH);
}

/** Ends the servers of test processes that were killed: each runs in a session of its own and outlives them. */
async function removeLeftovers(scripts: string): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(DATA_PREFIX) ? Number(name.slice(DATA_PREFIX.length).split('-')[0]) : process.pid;
    if (existsSync(`/proc/${owner}`)) continue;
    const data = join(tmpdir(), name);
    await run('bash', [join(scripts, 'stop.sh')], { DATA: data });
    await rm(data, { recursive: true, force: true });
  }
}

function versionOf(scripts: string): string {
  const hash = createHash('sha256');
  for (const name of ['start.sh', 'seed.rb']) hash.update(readFileSync(join(scripts, name)));
  return hash.digest('hex').slice(0, 12);
}

function locked(script: string, environment: Readonly<Record<string, string>>) {
  // The lock is not handed on to the server, which would keep it as long as it lives.
  return run('flock', ['--close', LOCK, 'bash', '-c', script], environment);
}

function run(program: string, words: readonly string[], environment: Readonly<Record<string, string>>) {
  return promisify(execFile)(program, words, { env: { ...process.env, ...environment } });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}
