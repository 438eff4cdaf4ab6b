import { link, readFile, readlink, realpath, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What PostgreSQL's first process wrote into `postmaster.pid` of its data directory. */
export interface PostmasterFile {
  readonly pid: number;
  readonly dataDirectory: string;
  readonly port: number;
  /** `starting`, `stopping`, `ready` or `standby`. */
  readonly status: string;
  readonly text: string;
}

const NAME = 'postmaster.pid';

/** Answers `undefined` when there is no such file, or not yet all of it. Lines: PostgreSQL's src/include/utils/pidfile.h. */
export async function readPostmasterFile(dataDirectory: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(dataDirectory, NAME), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '';
  });
  const [pid, directory, , port, , , , status] = text.split('\n').map((line) => line.trim());
  if (!pid || !directory) return undefined;
  return { pid: Number(pid), dataDirectory: directory, port: Number(port), status: status ?? 'starting', text };
}

/**
 * Whether the process that wrote the file still runs and serves this directory. A zombie (nobody reaped it, as in
 * containers without an init), a reused process number and the file of a copied directory all count as gone; for
 * PostgreSQL itself the first two would count as alive, and it would refuse to start.
 */
export async function isPostmasterAlive(file: PostmasterFile, dataDirectory: string): Promise<boolean> {
  const here = await realpath(dataDirectory);
  if ((await realpath(file.dataDirectory).catch(() => undefined)) !== here) return false;
  if (!isProcessAlive(file.pid)) return false;
  if (process.platform !== 'linux') return true;
  const state = await readFile(`/proc/${file.pid}/stat`, 'utf8').catch(() => undefined);
  if (state === undefined) return isProcessAlive(file.pid);
  const [, program, letter] = /\((.*)\) (\S)/s.exec(state) ?? [];
  if (program !== 'postgres' || letter === 'Z' || letter === 'X') return false;
  // PostgreSQL works inside its data directory. Another account's process does not show where: believe the file then.
  const workingDirectory = await readlink(`/proc/${file.pid}/cwd`).catch(() => here);
  return workingDirectory === here;
}

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Takes away the file of a process that is gone. Between the judgement and the removal another starter may have done the
 * same and started a server, whose file this would then be; so it is moved aside, looked at, and put back if it is not the
 * one that was judged. (A server without its file for that moment is still protected: PostgreSQL also finds out by shared
 * memory that a directory is in use.)
 */
export async function discardPostmasterFile(dataDirectory: string, judged: PostmasterFile): Promise<void> {
  const path = join(dataDirectory, NAME);
  const aside = `${path}.gone-${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== judged.text) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}
