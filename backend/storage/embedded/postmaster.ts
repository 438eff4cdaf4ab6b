import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../shared/index.js';
import type { Binaries } from './binaries.js';
import type { ClusterPlace } from './cluster-place.js';
import { EmbeddedDatabaseError } from './embedded-database-error.js';
import { isPostmasterAlive, readPostmasterFile } from './postmaster-file.js';
import { processOptions } from './process-options.js';

/** `full`: what was committed survives a power cut. `none`: fast, for databases that are thrown away. */
export type Durability = 'full' | 'none';

export interface Cluster {
  readonly place: ClusterPlace;
  readonly binaries: Binaries;
  readonly durability: Durability;
  readonly clock: Clock;
}

const LOG_NAME = 'postgres.log';
const LOG_LIMIT_BYTES = 5_000_000;
const POLL_MS = 10;
const FAST_STOP_MS = 20_000;
const IMMEDIATE_STOP_MS = 10_000;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // Paths of Unix sockets are limited to some hundred characters, and a home may be anywhere.
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The program sees each refused statement itself; here they would only fill the file and show values.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  // Short statements only. Parallel ones need shared memory that containers are short of; compiling costs more than it saves.
  max_parallel_workers_per_gather: '0',
  jit: 'off',
} as const;

const WITHOUT_DURABILITY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } as const;

/** How an attempt to start ended. `occupied`: another process got there first, or the last server is not quite gone. */
export type StartOutcome = 'started' | 'occupied' | 'port-taken';

/**
 * Starts the server at the port it had last time, so that clients which lost it find it again, and waits until it is ready.
 * It becomes the leader of its own session: neither Ctrl-C nor the end of this process ends it while other clients use it.
 *
 * @throws {EmbeddedDatabaseError} with the server's last words when it ends for a reason that waiting does not mend.
 */
export async function startPostmaster(cluster: Cluster, signal: AbortSignal): Promise<StartOutcome> {
  const { place, binaries, durability, clock } = cluster;
  const port = await rememberedPort(place.directory);
  const settings = { ...SETTINGS, ...(durability === 'none' ? WITHOUT_DURABILITY : {}) };
  const args = ['-D', place.dataDirectory, '-p', String(port)];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);

  const logPath = join(place.directory, LOG_NAME);
  await limitLog(logPath);
  const log = await open(logPath, 'a', 0o600);
  try {
    const logStart = (await log.stat()).size;
    const stdio = ['ignore', log.fd, log.fd] as const;
    const child = spawn(binaries.postgres, args, {
      ...processOptions(place.account),
      detached: true,
      stdio: [...stdio],
    });
    child.unref();
    const ended = { code: undefined as number | string | null | undefined };
    child.once('error', (error) => {
      ended.code = error.message;
    });
    child.once('exit', (code, exitSignal) => {
      ended.code = code ?? exitSignal;
    });
    while (ended.code === undefined) {
      const file = await readPostmasterFile(place.dataDirectory);
      if (file?.pid === child.pid && file?.status === 'ready') {
        await writeFile(join(place.directory, 'port'), `${port}\n`);
        return 'started';
      }
      // Other clients that are already in would start it again.
      await clock.sleep(POLL_MS, signal).catch((reason: unknown) => {
        child.kill('SIGINT');
        throw reason;
      });
    }
    const words = (await readFile(logPath)).subarray(logStart).toString('utf8').trim();
    if (/could not (bind|create any TCP)/.test(words)) {
      await writeFile(join(place.directory, 'port'), `${randomPort()}\n`);
      return 'port-taken';
    }
    if (/lock file .* already exists|still in use|is empty/.test(words)) return 'occupied';
    const lastWords = words.split('\n').slice(-5).join('\n') || `it ended with ${ended.code}`;
    throw new EmbeddedDatabaseError(`the embedded database does not start: ${lastWords} (log: ${logPath})`);
  } finally {
    await log.close();
  }
}

/**
 * Ends the server: quickly with a checkpoint, and if that takes longer than 20 s at once, which the next start recovers from.
 *
 * @throws {EmbeddedDatabaseError} when it lives on even so.
 */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  await control(cluster, 'fast');
  if (await isGoneWithin(cluster, FAST_STOP_MS)) return;
  await control(cluster, 'immediate');
  if (await isGoneWithin(cluster, IMMEDIATE_STOP_MS)) return;
  throw new EmbeddedDatabaseError(`the embedded database in ${cluster.place.dataDirectory} does not stop`);
}

/** Signals: https://www.postgresql.org/docs/current/server-shutdown.html. Whether it helped is seen at the process itself. */
async function control({ place, binaries }: Cluster, mode: 'fast' | 'immediate'): Promise<void> {
  if (process.platform !== 'win32') {
    const file = await readPostmasterFile(place.dataDirectory);
    if (file === undefined || !(await isPostmasterAlive(file, place.dataDirectory))) return;
    process.kill(file.pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    return;
  }
  // Where there are no signals PostgreSQL listens to its own program instead.
  const args = ['stop', '-D', place.dataDirectory, '-m', mode, '-W', '-s'];
  const child = spawn(binaries.pgCtl, args, { ...processOptions(place.account), stdio: 'ignore' });
  await new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
}

async function isGoneWithin({ place, clock }: Cluster, limitMs: number): Promise<boolean> {
  const never = new AbortController().signal;
  const until = clock.now().getTime() + limitMs;
  while (clock.now().getTime() < until) {
    const file = await readPostmasterFile(place.dataDirectory);
    if (file === undefined || !(await isPostmasterAlive(file, place.dataDirectory))) return true;
    await clock.sleep(POLL_MS, never);
  }
  return false;
}

async function rememberedPort(directory: string): Promise<number> {
  const text = await readFile(join(directory, 'port'), 'utf8').catch(() => '');
  return Number(text) || randomPort();
}

/** Below the range from which systems take the ports of outgoing calls, so that none of those takes ours meanwhile. */
function randomPort(): number {
  return randomInt(20_000, 32_000);
}

/** The log of a server that crashes in a circle must not fill the disk; one earlier file is kept. */
async function limitLog(path: string): Promise<void> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) await rename(path, `${path}.1`);
}
