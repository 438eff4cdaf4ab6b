import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** kill -9 to whole process groups and to the embedded database of a home, which runs in sessions of its own. @returns how many got it */
export async function killEverything({
  groups,
  home,
}: {
  readonly groups: readonly (number | undefined)[];
  readonly home: string;
}): Promise<number> {
  const database = await databaseProcesses(home);
  let killed = 0;
  for (const pid of [...groups.flatMap((group) => (group === undefined ? [] : [-group])), ...database]) {
    try {
      process.kill(pid, 'SIGKILL');
      killed += 1;
    } catch (error) {
      // It has ended by itself.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
  return killed;
}

/** PostgreSQL's first process, by the file that it keeps, and its children; empty when it does not run. */
export async function databaseProcesses(home: string): Promise<readonly number[]> {
  const file = await readFile(join(home, 'database', 'data', 'postmaster.pid'), 'utf8').catch(() => '');
  const first = Number(file.split('\n')[0]);
  if (!(first > 1) || !(await isPostgres(first))) return [];
  const children: number[] = [];
  for (const name of await readdir('/proc')) {
    if (/^\d+$/.test(name) && (await statOf(Number(name)))?.parent === first) children.push(Number(name));
  }
  return [first, ...children];
}

/** The file outlives a killed server, and its number may be somebody else's by now. */
async function isPostgres(pid: number): Promise<boolean> {
  return (await statOf(pid))?.program === 'postgres';
}

async function statOf(pid: number): Promise<{ readonly program: string; readonly parent: number } | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [, program, parent] = /^\d+ \((.*)\) \S (\d+)/s.exec(text) ?? [];
  return program === undefined ? undefined : { program, parent: Number(parent) };
}
