import { z } from 'zod';
import type { Connection } from '../../connections/index.js';
import type { ConnectionContext, SecretBox } from '../../secrets/index.js';
import { ConfigurationError } from '../../shared/index.js';
import type { KeptSecret } from '../configuration-file.js';

/** The `credentials` column: sealed secrets by the name of their field. Which there are may be known, what they say may not. */
const sealedCredentials = z.record(z.string(), z.string());
type Sealed = z.infer<typeof sealedCredentials>;

function parse(credentials: string | null): Sealed {
  return credentials === null ? {} : sealedCredentials.parse(JSON.parse(credentials));
}

/** Names of the secrets that are stored, in order. */
export function storedSecretNames(credentials: string | null): string[] {
  return Object.keys(parse(credentials)).sort();
}

/**
 * The secrets in clear, for the HTTP client alone.
 * @throws ConfigurationError, ReconnectNeededError when they were sealed by another key or for another address.
 */
export function openSealedCredentials(
  box: SecretBox,
  connection: Pick<Connection, 'tenant' | 'name' | 'credentials' | 'settings'>,
): Readonly<Record<string, string>> {
  const context = { tenant: connection.tenant, connection: connection.name, url: connection.settings.url };
  const sealed = Object.entries(parse(connection.credentials));
  return Object.fromEntries(sealed.map(([field, text]) => [field, box.open(context, text)]));
}

/** Seals with the present key what was sealed with an older one. @returns the `credentials` column. @throws as `SecretBox.open`. */
export function resealCredentials(
  box: SecretBox,
  context: ConnectionContext,
  credentials: string | null,
): { readonly credentials: string | null; readonly resealed: number } {
  const sealed = parse(credentials);
  const stale = Object.entries(sealed).filter(([, text]) => !box.isCurrent(text));
  const fresh = stale.map(([field, text]) => [field, box.seal(context, box.open(context, text))] as const);
  if (fresh.length === 0) return { credentials, resealed: 0 };
  return { credentials: JSON.stringify({ ...sealed, ...Object.fromEntries(fresh) }), resealed: fresh.length };
}

/** What is stored of a connection's secrets, and for which address. */
export interface StoredSecrets {
  readonly tenant: string;
  readonly credentials: string | null;
  readonly url: string;
}

/** Whether this very value is what is stored; false also where what is stored cannot be opened. */
export function isSameSecret(
  box: SecretBox,
  { name, stored }: { readonly name: string; readonly stored: StoredSecrets },
  field: string,
  value: string,
): boolean {
  const sealed = parse(stored.credentials)[field];
  if (sealed === undefined) return false;
  try {
    return box.open({ tenant: stored.tenant, connection: name, url: stored.url }, sealed) === value;
  } catch {
    return false;
  }
}

/** Whether the stored secret still opens when the connection is at `url`. */
export function isSecretStored(stored: StoredSecrets | undefined, field: string, url: string): boolean {
  if (stored === undefined || parse(stored.credentials)[field] === undefined) return false;
  const [before, after] = [new URL(stored.url), new URL(url)];
  return before.protocol === after.protocol && before.host === after.host;
}

/**
 * Seals what is new and keeps the rest as it is, so that applying the same file again changes nothing.
 * @returns the `credentials` column. @throws ConfigurationError when a secret shall be kept that is not there.
 */
export function sealCredentials(
  box: SecretBox,
  context: ConnectionContext,
  secrets: Readonly<Record<string, string | KeptSecret>>,
  stored: StoredSecrets | undefined,
): string | null {
  const sealed: Sealed = {};
  for (const [field, secret] of Object.entries(secrets).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const kept =
      stored !== undefined && isSecretStored(stored, field, context.url) ? parse(stored.credentials)[field] : undefined;
    if (typeof secret !== 'string') {
      if (kept === undefined) {
        throw new ConfigurationError(
          `connection ${context.connection}: no secret ${field} is stored for ${new URL(context.url).host}; give it in the file`,
        );
      }
      sealed[field] = kept;
      continue;
    }
    const isKnown =
      kept !== undefined &&
      stored !== undefined &&
      box.isCurrent(kept) &&
      isSameSecret(box, { name: context.connection, stored }, field, secret);
    sealed[field] = isKnown ? kept : box.seal(context, secret);
  }
  return Object.keys(sealed).length === 0 ? null : JSON.stringify(sealed);
}
