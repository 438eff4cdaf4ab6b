import { statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { clearWarning, raiseWarning, warnOfSkew } from '../connections/index.js';
import { type Clock, errorMessage, type Logger } from '../shared/index.js';
import type { Database } from '../storage/index.js';

const EVERY_MS = 300_000;
const LEAST_FREE_BYTES = 1024 ** 3;
const LEAST_FREE_SHARE = 0.05;

/** What a host is looked at with. */
export interface HostParts {
  readonly database: Database;
  /** `SYNCLINE_HOME`. */
  readonly home: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Room on the disk of a folder; the operating system's answer by default. */
  readonly roomOn?: (folder: string) => Promise<{ readonly freeBytes: number; readonly totalBytes: number }>;
}

/** Looks at disk and clock of this host every five minutes until `signal` is aborted, and warns of what is wrong with them. */
export async function watchHost(parts: HostParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await lookAtHost(parts).catch((error: unknown) =>
      parts.log.warn('the host could not be looked at', { reason: errorMessage(error) }),
    );
    await parts.clock.sleep(EVERY_MS, signal).catch(() => undefined);
  }
}

/** One look. @throws what the disk or the database says. */
export async function lookAtHost({ database, home, clock, roomOn = roomOnDisk }: HostParts): Promise<void> {
  const { freeBytes, totalBytes } = await roomOn(home);
  const isLow = freeBytes < LEAST_FREE_BYTES || freeBytes < LEAST_FREE_SHARE * totalBytes;
  const place = hostname();
  await database.transaction('warn of host', async (transaction) => {
    const subject = { connectionId: null, kind: 'disk-low', place } as const;
    await warnOfSkew(transaction, { connectionId: null, whose: `the clock of ${place}`, place }, clock.now());
    if (!isLow) return clearWarning(transaction, subject);
    await raiseWarning(transaction, subject, {
      message: `${inGigabytes(freeBytes)} of ${inGigabytes(totalBytes)} are free where ${home} is on ${place}`,
      fix: 'make room, or move SYNCLINE_HOME: a database without room stops',
      shownForDays: 1,
    });
  });
}

/** Of the folder, or where it will be made. */
async function roomOnDisk(folder: string): Promise<{ readonly freeBytes: number; readonly totalBytes: number }> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT' && dirname(folder) !== folder;
    if (isAbsent) return roomOnDisk(dirname(folder));
    throw error;
  }
}

function inGigabytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
}
