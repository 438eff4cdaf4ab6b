import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { type FileHandle, open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-database-error.js';
import { type Cluster, FAST_STOP_MS } from './postmaster.js';
import { readPostmasterFile } from './postmaster-file.js';
import { processOptions } from './process-options.js';

const LOG_NAME = 'postgres.log';
const LOG_LIMIT_BYTES = 5_000_000;
const POLL_MS = 10;

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
 * @throws {EmbeddedDatabaseError} with the server's last words when it ends for a reason that waiting does not mend; the
 *   signal's reason when aborted, after the server has ended.
 */
export async function startPostmaster(cluster: Cluster, signal: AbortSignal): Promise<StartOutcome> {
  const { directory } = cluster.place;
  const port = await rememberedPort(directory);
  const logPath = join(directory, LOG_NAME);
  await limitLog(logPath);
  const log = await open(logPath, 'a', 0o600);
  try {
    const logStart = (await log.stat()).size;
    const isReady = await untilReadyOrEnded(cluster, launch(cluster, port, log), signal);
    if (isReady) {
      await rememberPort(directory, port);
      return 'started';
    }
    const words = (await readFile(logPath)).subarray(logStart).toString('utf8').trim();
    if (/could not (bind|create any TCP)/.test(words)) {
      await rememberPort(directory, randomPort());
      return 'port-taken';
    }
    if (/lock file .* already exists|still in use|is empty/.test(words)) return 'occupied';
    const lastWords = words.split('\n').slice(-5).join('\n');
    throw new EmbeddedDatabaseError(`the embedded database does not start (log: ${logPath}): ${lastWords}`);
  } finally {
    await log.close();
  }
}

function launch({ place, binaries, durability }: Cluster, port: number, log: FileHandle): ChildProcess {
  const settings = { ...SETTINGS, ...(durability === 'none' ? WITHOUT_DURABILITY : {}) };
  const args = ['-D', place.dataDirectory, '-p', String(port)];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  const child = spawn(binaries.postgres, args, {
    ...processOptions(place.account),
    detached: true,
    // A file and not a pipe, which would break when this process ends.
    stdio: ['ignore', log.fd, log.fd],
  });
  child.unref();
  return child;
}

/** True when the server takes connections, false when its process has ended or could not be made. */
async function untilReadyOrEnded(
  { place, clock }: Cluster,
  child: ChildProcess,
  signal: AbortSignal,
): Promise<boolean> {
  let hasEnded = false;
  const end = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  }).then(() => {
    hasEnded = true;
  });
  try {
    while (!hasEnded) {
      const file = await readPostmasterFile(place.dataDirectory);
      if (file?.pid === child.pid && file?.status === 'ready') return true;
      await clock.sleep(POLL_MS, signal);
    }
    return false;
  } catch (error) {
    // Should other clients be in already, they will start it again.
    child.kill('SIGINT');
    const insist = setTimeout(() => child.kill('SIGQUIT'), FAST_STOP_MS);
    await end;
    clearTimeout(insist);
    throw error;
  }
}

async function rememberedPort(directory: string): Promise<number> {
  const text = await readFile(join(directory, 'port'), 'utf8').catch(() => '');
  return Number(text) || randomPort();
}

async function rememberPort(directory: string, port: number): Promise<void> {
  await writeFile(join(directory, 'port'), `${port}\n`);
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
