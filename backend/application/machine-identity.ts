import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

/** Where a machine says who it is; see machine-id(5) and sd_booted(3). */
const BOOTED = '/run/systemd/system';
const MACHINE_ID = '/etc/machine-id';
/** The page asks that the id itself be shown nobody, and be hashed with something of the program's own. */
const APPLICATION = 'syncline';

/**
 * What tells this machine from another one with the same paths; null where nothing does. In a container the id is the image's, if it is
 * there at all, or a new one at each start: only a machine that systemd has started is believed.
 */
export async function machineIdentity(
  { booted, idFile }: { readonly booted: string; readonly idFile: string } = { booted: BOOTED, idFile: MACHINE_ID },
): Promise<string | null> {
  const isBooted = await stat(booted).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const id = isBooted ? await readFile(idFile, 'utf8').catch(() => '') : '';
  return /^[0-9a-f]{32}$/.test(id.trim())
    ? createHash('sha256').update(`${APPLICATION} ${id.trim()}`).digest('base64url')
    : null;
}
