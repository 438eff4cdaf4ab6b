import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { databaseProcesses, killEverything } from '../kill-everything.js';

/** A PostgreSQL beside the program, as a company's own server would be: it can be killed without anything else. */
export interface OutsideDatabase {
  /** The same after each start. */
  readonly url: string;
  /** kill -9 of the server and of all that serve its clients. @returns how many processes */
  kill(): Promise<number>;
  /** Starts a killed one again, at its port, and waits until it takes connections. */
  startAgain(): Promise<void>;
  remove(): Promise<void>;
}

export async function startOutsideDatabase(): Promise<OutsideDatabase> {
  const home = await mkdtemp(join(tmpdir(), 'syncline-outside-'));
  // The database's own account has to pass through.
  await chmod(home, 0o711);
  let keeper = await startKeeper(home);
  return {
    url: keeper.url,
    async kill() {
      const count = (await databaseProcesses(home)).length;
      // The keeper would start it again at once.
      keeper.child.kill('SIGKILL');
      await keeper.ended;
      await killEverything({ groups: [], home });
      return count;
    },
    async startAgain() {
      keeper = await startKeeper(home);
    },
    async remove() {
      keeper.child.stdin?.end();
      await keeper.ended;
      await killEverything({ groups: [], home });
      await rm(home, { recursive: true, force: true });
    },
  };
}

interface Keeper {
  readonly child: ChildProcess;
  readonly url: string;
  readonly ended: Promise<unknown>;
}

async function startKeeper(home: string): Promise<Keeper> {
  const file = fileURLToPath(new URL('outside-database-child.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', file, home], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const line = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  if (typeof line[0] !== 'string') throw new Error(`the database ended with ${String(line[0])} before it was there`);
  return { child, url: line[0], ended };
}
