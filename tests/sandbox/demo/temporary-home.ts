import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '../../../backend/shared/index.js';
import { ensureDatabase } from '../../../backend/storage/index.js';

const PREFIX = 'syncline-demo-';

/** An empty folder for one demo, named after its process. */
export async function makeHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // The database runs under another account when this one is root, and must be able to pass.
  await chmod(home, 0o711);
  return home;
}

/** Removes a demo's folder. */
export async function removeHome(home: string): Promise<void> {
  await rm(home, { recursive: true, force: true });
}

/** What demos left behind that were killed: servers that are still alive, and their folders. */
export async function removeLeftovers(signal: AbortSignal): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : Number.NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    const home = join(tmpdir(), name);
    if ((await readdir(home)).length > 0) {
      // Attached to as its only client, a server that was left behind stops.
      const database = await ensureDatabase({ home, signal, log: silentLogger, durability: 'none' });
      await database.stop();
    }
    await removeHome(home);
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
