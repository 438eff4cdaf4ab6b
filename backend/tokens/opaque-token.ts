import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret text that was just made; `text` is shown once and never stored. */
export interface FreshToken {
  readonly id: string;
  readonly text: string;
  readonly hash: string;
}

/** Texts that open something for whoever shows them. They say nothing; what they open stands in a table beside a hash of them. */
export interface OpaqueTokens {
  make(): FreshToken;
  /** The two halves of what somebody shows, the second as its hash; null when it has not the form of such a text. */
  read(text: string): Pick<FreshToken, 'id' | 'hash'> | null;
}

const ID_BYTES = 9;
/** Nobody guesses 32 random bytes, so a fast hash is enough: there is nothing to be slowed down. */
const SECRET_BYTES = 32;

/** @param prefix begins each of them, so that scanners of repositories and logs know one when they see it, and what it opens. */
export function opaqueTokens(prefix: string): OpaqueTokens {
  const form = new RegExp(`^${prefix}_([\\w-]{12})_([\\w-]{43})$`);
  return {
    make() {
      const id = randomBytes(ID_BYTES).toString('base64url');
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      return { id, text: `${prefix}_${id}_${secret}`, hash: hashOf(secret) };
    },
    read(text) {
      const [, id, secret] = form.exec(text) ?? [];
      return id === undefined || secret === undefined ? null : { id, hash: hashOf(secret) };
    },
  };
}

/** Compares in a time that tells nothing about where they differ. */
export function isSameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'base64url'), Buffer.from(b, 'base64url')];
  return left.length === right.length && timingSafeEqual(left, right);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
