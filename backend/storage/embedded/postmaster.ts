import { spawn } from 'node:child_process';
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

const POLL_MS = 10;
/** How long a server that was asked to stop may take for its checkpoint before it is told to stop at once. */
export const FAST_STOP_MS = 20_000;
const IMMEDIATE_STOP_MS = 10_000;

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
    try {
      process.kill(file.pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    } catch (error) {
      // It ended by itself between the look and the signal.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
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
