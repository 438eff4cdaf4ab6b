import { access, constants, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Check, checked } from '../../connectors/sdk/index.js';
import { errorMessage } from '../../shared/index.js';

const GIB = 1024 ** 3;
/** Below it a backup or a busy day may fill the disk; PostgreSQL stops when it is full. */
const SCANT_BYTES = 2 * GIB;
const TOO_FEW_BYTES = 0.25 * GIB;
/** Rights of others than the owner. */
const OTHERS = 0o077;

/** Where this installation keeps its files. */
export interface Place {
  readonly home: string;
  /** The file of the secret key; null when the environment holds the key itself. */
  readonly keyFile: string | null;
}

/** The home folder, the disk below it, and the key that opens the credentials. */
export async function examineFiles({ home, keyFile }: Place): Promise<readonly Check[]> {
  return [await homeFolder(home), await diskSpace(home), await secretKey(keyFile)];
}

async function homeFolder(home: string): Promise<Check> {
  const check = { id: 'home', name: `the folder ${home} is ours to write` };
  const fix = `Let this user write there: chown -R "$USER" ${home} && chmod 700 ${home}; or set SYNCLINE_HOME to another folder`;
  try {
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK);
    const { mode } = await stat(home);
    if (process.platform === 'win32' || (mode & 0o022) === 0) return checked({ ...check, outcome: 'ok' });
    const found = `others on this machine may write in it (mode ${octal(mode)})`;
    return checked({ ...check, outcome: 'warning', found, fix: `chmod go-w ${home}` });
  } catch (error) {
    return checked({ ...check, outcome: 'fails', found: errorMessage(error), fix });
  }
}

async function diskSpace(home: string): Promise<Check> {
  const check = { id: 'disk', name: 'there is room on the disk' };
  try {
    const { bavail, bsize } = await statfs(home);
    const free = bavail * bsize;
    const found = `${(free / GIB).toFixed(1)} GB free below ${home}`;
    const outcome = free < TOO_FEW_BYTES ? 'fails' : free < SCANT_BYTES ? 'warning' : 'ok';
    const fix = outcome === 'ok' ? null : `Free or add space (what takes it: du -sh ${join(home, '*')})`;
    return checked({ ...check, outcome, found, fix });
  } catch (error) {
    return checked({ ...check, outcome: 'cannot-tell', found: errorMessage(error) });
  }
}

async function secretKey(file: string | null): Promise<Check> {
  if (file === null) return checked({ id: 'secret-key', name: 'the secret key is in the environment', outcome: 'ok' });
  const check = { id: 'secret-key', name: `only we read the key file ${file}` };
  try {
    const { mode, uid } = await stat(file);
    // Windows keeps rights elsewhere, and a root user owns what others' services use.
    const isForeign = process.getuid !== undefined && ![process.getuid(), 0].includes(uid);
    if (process.platform === 'win32' || ((mode & OTHERS) === 0 && !isForeign))
      return checked({ ...check, outcome: 'ok' });
    const found = isForeign
      ? `it belongs to another user (${uid})`
      : `others on this machine may read it (mode ${octal(mode)})`;
    const fix = isForeign ? `chown "$USER" ${file} && chmod 600 ${file}` : `chmod 600 ${file}`;
    return checked({ ...check, outcome: 'fails', found, fix });
  } catch (error) {
    const fix = 'Put the key file back from your backup: without it the stored credentials cannot be opened';
    return checked({ ...check, outcome: 'fails', found: errorMessage(error), fix });
  }
}

function octal(mode: number): string {
  return (mode & 0o777).toString(8).padStart(4, '0');
}
