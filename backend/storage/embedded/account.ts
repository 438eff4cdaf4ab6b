import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The operating-system account that PostgreSQL's processes run as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Of Debian's and Red Hat's packages, then our own, in the order in which they are looked for. */
const EXISTING_NAMES = ['postgres', 'syncline'] as const;
const CREATED_NAME = 'syncline';
const LAST_RESORT = 'nobody';

/**
 * PostgreSQL refuses to run as root. Answers `undefined` when this process is not root (its own account will do),
 * else the owner of `dataDirectory` when that exists already, else an unprivileged system account, which is created if need be.
 */
export async function databaseAccount(dataDirectory: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await ownerOf(dataDirectory);
  if (owner !== undefined && owner.uid !== 0) return owner;
  for (const name of EXISTING_NAMES) {
    const account = await findAccount(name);
    if (account !== undefined) return account;
  }
  return (await createAccount(CREATED_NAME)) ?? (await findAccount(LAST_RESORT));
}

async function ownerOf(path: string): Promise<Account | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats && { uid: stats.uid, gid: stats.gid };
}

/** Asks `id`, not /etc/passwd, because accounts may live in a directory service. */
async function findAccount(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([execute('id', ['-u', name]), execute('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function createAccount(name: string): Promise<Account | undefined> {
  try {
    await execute('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]);
  } catch {
    // A second process may have created it just now, or this system has no useradd: the look-up tells them apart.
  }
  return findAccount(name);
}

/** Whether `account` can enter and use every one of `paths`; the kernel answers, so access lists and mounts count too. */
export async function canUse(account: Account, paths: readonly string[]): Promise<boolean> {
  const script = 'for path; do test -x "$path" || exit 1; done';
  try {
    await execute('/bin/sh', ['-c', script, 'sh', ...paths], { ...account, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}
