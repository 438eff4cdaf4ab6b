import { hkdfSync } from 'node:crypto';
import { ConfigurationError } from '../shared/index.js';

export const SECRET_KEY_BYTES = 32;

/** Keys of 32 bytes: the present one first, then the ones that were in use before it, which still open. */
export type SecretKeys = readonly [Uint8Array, ...Uint8Array[]];

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * The key of an installation from its text. @param source where the text came from, for the message.
 * @throws ConfigurationError naming the source and the right form, never the text.
 */
function parseSecretKey(text: string, source: string): Uint8Array {
  const trimmed = text.trim();
  const bytes = BASE64.test(trimmed) ? Buffer.from(trimmed, 'base64') : null;
  if (bytes?.length === SECRET_KEY_BYTES) return new Uint8Array(bytes);
  const found = bytes === null ? 'it is not base64' : `it has ${bytes.length} bytes`;
  throw new ConfigurationError(
    `${source} must be ${SECRET_KEY_BYTES} bytes in base64, as \`openssl rand -base64 ${SECRET_KEY_BYTES}\` makes them; ${found}`,
  );
}

/**
 * Keys one below the other or separated by commas: the present one first, older ones after it.
 * @throws ConfigurationError as `parseSecretKey`; never without a key.
 */
export function parseSecretKeys(text: string, source: string): SecretKeys {
  const [current = '', ...retired] = text.split(/[\n,]/).filter((line) => line.trim() !== '');
  return [parseSecretKey(current, source), ...retired.map((line) => parseSecretKey(line, source))];
}

/**
 * The key that marks are made with (I15). It follows from the secret key, so that it need not be kept beside it; who rotates the
 * secret key must go on with the installation key derived from the first one, or items made before are no longer recognised.
 */
export function deriveInstallationKey(secretKey: Uint8Array): Uint8Array {
  return deriveKey(secretKey, 'syncline installation key for marks');
}

/** A key of its own for one purpose; nothing about the secret key or another purpose's key can be told from it. */
export function deriveKey(secretKey: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secretKey, new Uint8Array(), purpose, SECRET_KEY_BYTES));
}
