import type { KeptSecret } from '../configuration-file.js';
import type { Reading } from '../settings.js';
import type { KeyPath } from '../text/key-path.js';

/** The connection that a secret belongs to. */
export interface Owner {
  readonly name: string;
  /** Null when the address is at fault. */
  readonly url: string | null;
}

/** Reports a secret that shall be kept and is not stored for this address. */
export function checkKept(
  { report, isStored, areSecretsLiteral = false }: Reading,
  path: KeyPath,
  secret: string | KeptSecret,
  { name, url }: Owner,
  field: string,
): void {
  if (typeof secret === 'string' || url === null) return;
  if (isStored === undefined || isStored({ connection: name, field, url })) return;
  const { host } = new URL(url);
  const advice = areSecretsLiteral ? 'write it again' : `write it, or "\${NAME}" to read it from the environment`;
  report.fault(path, `no secret is stored for ${name} at ${host}; ${advice}`);
}

/** Advises against a secret that stands in the file itself. */
export function adviseAgainstClearText(
  { report, areSecretsLiteral = false }: Reading,
  path: KeyPath,
  written: string,
): void {
  if (areSecretsLiteral || written.includes('${')) return;
  report.notice(
    'advice',
    path,
    `written in clear; whoever reads this file can use it. Better: "\${NAME}", and the value in the environment`,
  );
}
