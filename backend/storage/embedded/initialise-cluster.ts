import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Binaries } from './binaries.js';
import type { ClusterPlace } from './cluster-place.js';
import { EmbeddedDatabaseError } from './embedded-database-error.js';
import type { Durability } from './postmaster.js';
import { processOptions } from './process-options.js';

/** The role that owns the cluster and only this folder's code uses. */
export const ADMINISTRATOR = 'postgres';
/** The role and the database of the platform; the role may create further databases and nothing else. */
export const APPLICATION = 'syncline';

const ABANDONED_AFTER_MS = 60 * 60_000;
const CREDENTIALS_NAME = 'credentials.json';
const credentials = z.object({ administrator: z.string(), application: z.string() });

/** The passwords of the two roles, made at random with the cluster. */
export type ClusterCredentials = z.infer<typeof credentials>;

interface InitialiseOptions {
  readonly durability: Durability;
  readonly signal: AbortSignal;
}

interface FillOptions extends InitialiseOptions {
  readonly place: ClusterPlace;
  readonly binaries: Binaries;
  readonly passwords: ClusterCredentials;
}

/**
 * Makes the cluster unless it exists. It is built whole under another name and then renamed, so a crash leaves no half
 * cluster, and of two processes that start at once the second to finish throws its own away and uses the first one's.
 *
 * @throws {EmbeddedDatabaseError} with the last words of initdb or of the server.
 */
export async function initialiseCluster(
  place: ClusterPlace,
  binaries: Binaries,
  { durability, signal }: InitialiseOptions,
): Promise<ClusterCredentials> {
  if ((await stat(place.directory).catch(() => undefined)) === undefined) {
    await build(place, binaries, { durability, signal });
  }
  return credentials.parse(JSON.parse(await readFile(join(place.directory, CREDENTIALS_NAME), 'utf8')));
}

async function build(place: ClusterPlace, binaries: Binaries, initialise: InitialiseOptions): Promise<void> {
  const parent = dirname(place.directory);
  await mkdir(parent, { recursive: true });
  const prefix = `${basename(place.directory)}.unfinished-`;
  await removeAbandoned(parent, prefix);
  const unfinished = await mkdtemp(join(parent, prefix));
  try {
    if (place.account !== undefined) await chmod(unfinished, 0o711);
    const passwords: ClusterCredentials = { administrator: randomPassword(), application: randomPassword() };
    await writeFile(join(unfinished, CREDENTIALS_NAME), `${JSON.stringify(passwords)}\n`, { mode: 0o600 });
    await fill(unfinished, { place, binaries, passwords, ...initialise });
    await rename(unfinished, place.directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** What a killed start left. It takes seconds to build a cluster, so nobody works on one of this age. */
async function removeAbandoned(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(parent, name);
    const changedAtMs = (await stat(path).catch(() => undefined))?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (Date.now() - changedAtMs > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

async function fill(directory: string, { place, binaries, passwords, durability, signal }: FillOptions): Promise<void> {
  const data = join(directory, 'data');
  const passwordFile = join(directory, 'administrator-password');
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, passwords.administrator, { mode: 0o600 });
  if (place.account !== undefined) {
    await chown(data, place.account.uid, place.account.gid);
    await chown(passwordFile, place.account.uid, place.account.gid);
  }
  const options = { ...processOptions(place.account), signal };
  const initdb = [
    ...['-D', data, '-U', ADMINISTRATOR, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8'],
    // PostgreSQL's own collation: sort order, and with it every index, does not depend on the machine's C library.
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    '--no-instructions',
    ...(durability === 'none' ? ['--no-sync'] : []),
  ];
  await finish(spawn(binaries.initdb, initdb, options), '');
  await rm(passwordFile);
  const single = ['--single', '-D', data, '-c', 'exit_on_error=on', 'postgres'];
  // The single-user server ends a statement at each line's end.
  const statements = [
    `create role ${APPLICATION} login createdb password '${passwords.application}';`,
    `create database ${APPLICATION} owner ${APPLICATION};`,
  ];
  await finish(spawn(binaries.postgres, single, options), `${statements.join('\n')}\n`);
}

/** Hexadecimal, so that it needs no quoting in SQL and no escaping in a URL. */
function randomPassword(): string {
  return randomBytes(24).toString('hex');
}

async function finish(child: ChildProcess, input: string): Promise<void> {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stdin?.end(input);
  const [code, error] = await new Promise<[number | null, Error?]>((resolve) => {
    child.once('error', (cause) => resolve([null, cause]));
    child.once('close', (exitCode) => resolve([exitCode]));
  });
  if (code === 0) return;
  const words = output.trim().split('\n').slice(-5).join('\n') || error?.message || '';
  throw new EmbeddedDatabaseError(`the embedded database cannot be created: ${withRemedy(words)}`, {
    cause: error,
  });
}

/** PostgreSQL wants a name for who runs it, which a container that is run under a number of its own does not have. */
function withRemedy(words: string): string {
  if (!words.includes('could not look up effective user ID')) return words;
  return `${words}. Give this user a name (a line in /etc/passwd, or another user for the container), or set DATABASE_URL`;
}
