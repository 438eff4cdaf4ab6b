import { createHmac } from 'node:crypto';

/** Characters of the part that names the installation; the same in all its marks. */
const PREFIX_LENGTH = 6;
/** 120 bits: no two items ever share one by chance. */
const BODY_LENGTH = 24;

/** What a mark is made of. `child` names a comment or other child of the item. */
export interface MarkedSource {
  readonly site: string;
  readonly itemId: string;
  readonly child?: string;
  /** Where the partner is. Two sites may well have containers of one name. */
  readonly target: { readonly site: string; readonly container: string };
}

/**
 * Makes and knows marks (I15): HMAC(installation key, source site, source item, target container). The same source always
 * gives the same mark, so a restored backup finds the pairs that were made after it. Letters and digits of base 32 only, so that
 * every tool can hold and query one.
 */
export interface Marks {
  of(source: MarkedSource): string;
  /** Whether a mark found on an item was made by this installation. */
  isOurs(mark: string): boolean;
}

export function createMarks(installationKey: Uint8Array): Marks {
  const prefix = base32(hmac(installationKey, ['prefix'])).slice(0, PREFIX_LENGTH);
  return {
    of: ({ site, itemId, child = '', target }) =>
      prefix +
      base32(hmac(installationKey, ['item', site, itemId, child, target.site, target.container])).slice(0, BODY_LENGTH),
    isOurs: (mark) => mark.length === PREFIX_LENGTH + BODY_LENGTH && mark.startsWith(prefix),
  };
}

/** The parts are length-prefixed, so that no two lists of parts read the same. */
function hmac(key: Uint8Array, parts: readonly string[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(`${Buffer.byteLength(part)}:${part}`);
  return mac.digest();
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(bytes: Buffer): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(buffer >> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return text;
}
