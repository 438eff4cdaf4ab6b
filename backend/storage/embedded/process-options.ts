import type { SpawnOptions } from 'node:child_process';
import type { Account } from './account.js';

/**
 * How each of PostgreSQL's programs is started: as `account`, in a folder that it can enter, and with nothing of our
 * environment, which holds secrets (Windows adds what its programs cannot do without).
 */
export function processOptions(account: Account | undefined): Readonly<SpawnOptions> {
  return { ...account, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' }, windowsHide: true };
}
