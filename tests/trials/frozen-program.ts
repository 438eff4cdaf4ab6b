import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The built program in a folder of its own, so that a later build does not change it under a trial that runs for an hour. */
export interface FrozenProgram {
  /** The built `backend/main.js`. */
  readonly main: string;
  remove(): Promise<void>;
}

/** Builds what is not built yet and copies it. @throws when it cannot be built */
export async function freezeProgram(): Promise<FrozenProgram> {
  await promisify(execFile)(process.execPath, ['deploy/from-clone.mjs', 'build'], { cwd: ROOT });
  const folder = await mkdtemp(join(tmpdir(), 'syncline-program-'));
  for (const part of ['addon', 'backend']) await cp(join(ROOT, 'dist', part), join(folder, part), { recursive: true });
  for (const file of ['package.json', 'atlassian-connect.json']) await cp(join(ROOT, file), join(folder, file));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return {
    main: join(folder, 'backend', 'main.js'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
