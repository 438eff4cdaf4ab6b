import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseProcesses, killEverything } from './kill-everything.js';

/** How a command ended. */
export interface Ended {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs, in a process group of its own. */
export interface Running {
  readonly ended: Promise<Ended>;
  readonly child: ChildProcess;
}

/** An installation with a home of its own and the embedded database, used through the `syncline` command alone. */
export interface Installation {
  readonly home: string;
  readonly configurationFile: string;
  /** @param options.isApart in a process namespace of its own: nothing that runs beside it can tell that it lives here */
  start(words: readonly string[], options?: { readonly isApart?: boolean }): Running;
  /** Runs a command to its end. @throws when it ends otherwise than with one of `codes`, 0 alone unless told */
  run(words: readonly string[], codes?: readonly number[]): Promise<Ended>;
  /** kill -9 of a command's whole process group and of every process of the database. @returns how many processes */
  kill(running: Running): Promise<number>;
  /** Ids of what runs now: commands and the database. */
  processes(): Promise<readonly (number | undefined)[]>;
  /** Kills what still runs and removes the home, or leaves it to be looked at. */
  remove(options?: { readonly keepsHome?: boolean }): Promise<void>;
}

/** What an installation is made with. */
export interface InstallationOptions {
  /** The built `backend/main.js`. */
  readonly program: string;
  readonly configuration: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Linux, and root. */
const APART = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];

export async function createInstallation(options: InstallationOptions): Promise<Installation> {
  const home = await mkdtemp(join(tmpdir(), 'syncline-trial-'));
  // The database's own account has to pass through.
  await chmod(home, 0o711);
  const configurationFile = join(home, 'syncline.yaml');
  await writeFile(configurationFile, options.configuration);
  const running = new Set<Running>();
  const start = (words: readonly string[], { isApart = false } = {}): Running => {
    const [program = '', ...before] = [...(isApart ? APART : []), process.execPath];
    const child = spawn(program, [...before, options.program, ...words], {
      env: { PATH: process.env.PATH, ...options.environment, SYNCLINE_HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const started: Running = { child, ended: endOf(child).finally(() => running.delete(started)) };
    running.add(started);
    return started;
  };
  return {
    home,
    configurationFile,
    start,
    async run(words, codes = [0]) {
      const ended = await start(words).ended;
      if (ended.code !== null && codes.includes(ended.code)) return ended;
      throw new Error(`syncline ${words.join(' ')} ended with ${ended.code}:\n${ended.stderr}\n${ended.stdout}`);
    },
    async kill({ child, ended }) {
      const count = await killEverything({ groups: [child.pid], home });
      await ended;
      return count;
    },
    async processes() {
      return [...[...running].map(({ child }) => child.pid), ...(await databaseProcesses(home))];
    },
    async remove({ keepsHome = false } = {}) {
      await killEverything({ groups: [...running].map(({ child }) => child.pid), home });
      await Promise.all([...running].map(({ ended }) => ended));
      if (!keepsHome) await rm(home, { recursive: true, force: true });
    },
  };
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      output[name] += chunk;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}
