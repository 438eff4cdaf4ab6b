import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type Account, canUse, databaseAccount } from './account.js';
import { EmbeddedDatabaseError } from './embedded-database-error.js';

/** For root, whose home folder other accounts may not enter. */
export const SYSTEM_DIRECTORY = '/var/lib/syncline';
const NOTE_NAME = 'database.location.json';

/** Where a home's cluster lies and who runs it. */
export interface ClusterPlace {
  /** Holds the data directory, the credentials, the port and the log. */
  readonly directory: string;
  readonly dataDirectory: string;
  readonly account: Account | undefined;
  /** True when it lies outside the home because the database's account may not enter the home. */
  readonly isOutsideHome: boolean;
}

const note = z.object({ directory: z.string(), home: z.string() });

/**
 * Decides where the cluster of `home` lies, makes the home when it is absent, and leaves a note in it when the cluster
 * must lie elsewhere. The note, not the home's path, is what finds it again, so a home can be moved.
 *
 * @throws {EmbeddedDatabaseError} when the data is there but cannot be used by the account that has to, and when the home
 *   is a copy of another one that still exists: two homes must not share one cluster.
 */
export async function placeCluster(home: string, systemDirectory = SYSTEM_DIRECTORY): Promise<ClusterPlace> {
  const isRoot = process.getuid?.() === 0;
  // Others may pass through a home that root made (the database's account has to), but not list it.
  await mkdir(home, { recursive: true, mode: isRoot ? 0o711 : 0o700 });
  const realHome = await realpath(home);
  const inside = join(realHome, 'database');
  const noted = await readNote(realHome);
  const outside = noted ?? join(systemDirectory, createHash('sha256').update(realHome).digest('hex').slice(0, 16));
  const place = (directory: string, account: Account | undefined): ClusterPlace => {
    return { directory, dataDirectory: join(directory, 'data'), account, isOutsideHome: directory === outside };
  };

  const account = await databaseAccount(join(noted ?? inside, 'data'));
  if (noted !== undefined) return place(noted, account);
  if (account === undefined || (await canUse(account, [realHome]))) return place(inside, account);
  if ((await stat(inside).catch(() => undefined)) !== undefined) {
    throw new EmbeddedDatabaseError(
      `the database in ${inside} cannot be entered by the account it runs as (uid ${account.uid}): ` +
        `let others pass through the folders above it (chmod o+x), or start as that account`,
    );
  }
  await mkdir(systemDirectory, { recursive: true });
  await chmod(systemDirectory, 0o755);
  await writeNote(realHome, outside);
  return place(outside, account);
}

async function readNote(home: string): Promise<string | undefined> {
  const text = await readFile(join(home, NOTE_NAME), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { directory, home: notedHome } = note.parse(JSON.parse(text));
  if (notedHome === home) return directory;
  const other = await readFile(join(notedHome, NOTE_NAME), 'utf8').catch(() => undefined);
  if (other !== undefined && note.parse(JSON.parse(other)).directory === directory) {
    throw new EmbeddedDatabaseError(
      `${home} is a copy of ${notedHome}, whose database lies in ${directory}: ` +
        `delete ${join(home, NOTE_NAME)} to begin with an empty database, or set SYNCLINE_HOME to ${notedHome}`,
    );
  }
  await writeNote(home, directory);
  return directory;
}

async function writeNote(home: string, directory: string): Promise<void> {
  await writeFile(join(home, NOTE_NAME), `${JSON.stringify({ directory: resolve(directory), home }, null, 2)}\n`);
}
