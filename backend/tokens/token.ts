import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What somebody may do: look; also see to what runs; also say who may come in and what answers where. */
const ROLES = ['viewer', 'operator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** What a token opens: `/api/v1` as that role, or `/metrics` alone. */
export const tokenScope = z.enum([...ROLES, 'metrics']);
export type TokenScope = z.infer<typeof tokenScope>;

/** Whether who comes in by this scope may do what wants that role. */
export function mayDo(scope: TokenScope, needed: Role): boolean {
  return scope !== 'metrics' && ROLES.indexOf(scope) >= ROLES.indexOf(needed);
}

/** A token that was just made; `text` is shown once and never stored. */
export interface FreshToken {
  readonly id: string;
  readonly text: string;
  readonly hash: string;
}

/** Begins each token, so that scanners of repositories and logs know one when they see it. */
const PREFIX = 'syncline';
const ID_BYTES = 9;
/** Nobody guesses 32 random bytes, so a fast hash is enough: there is nothing to be slowed down. */
const SECRET_BYTES = 32;
const FORM = new RegExp(`^${PREFIX}_([\\w-]{12})_([\\w-]{43})$`);

export function makeToken(): FreshToken {
  const id = randomBytes(ID_BYTES).toString('base64url');
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { id, text: `${PREFIX}_${id}_${secret}`, hash: hashOf(secret) };
}

/** The two halves of what somebody shows, the second as its hash; null when it has not the form of a token. */
export function readToken(text: string): { readonly id: string; readonly hash: string } | null {
  const [, id, secret] = FORM.exec(text) ?? [];
  return id === undefined || secret === undefined ? null : { id, hash: hashOf(secret) };
}

/** Compares in a time that tells nothing about where they differ. */
export function isSameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'base64url'), Buffer.from(b, 'base64url')];
  return left.length === right.length && timingSafeEqual(left, right);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
