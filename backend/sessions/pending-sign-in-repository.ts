import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Row, Transaction } from '../storage/index.js';
import { isSameHash, opaqueTokens } from '../tokens/index.js';
import { sessionKind } from './session.js';

/** Where a person goes on afterwards. It is never an address that came with a request. */
export const returnTarget = z.enum(['pages', 'issue panel']);
/** Who is asked to sign a person in. */
const providerKind = sessionKind.exclude(['account']);

/** A sign-in that has gone to a provider. */
export interface PendingSignIn {
  readonly kind: z.infer<typeof providerKind>;
  readonly returnTo: z.infer<typeof returnTarget>;
  /** The id of the Jira site that is asked; null where it is no Jira. */
  readonly site: string | null;
}

/** What is sent to the provider, and what it must be answered with. */
export interface SignInSecrets {
  /** Comes back with the person. */
  readonly state: string;
  /** Comes back in what the provider signs. */
  readonly nonce: string;
  /** Of PKCE: the provider is told its hash, and later it itself (RFC 7636). */
  readonly verifier: string;
}

const PROOFS = opaqueTokens('synclinep');
/** Time to find the phone for the second factor. */
const LIFE_MINUTES = 15;

/**
 * Begins a sign-in at a provider. Everything that must come back follows from the proof, which the browser that begins it keeps to
 * itself, and of which a hash is stored: nobody else can end this sign-in, whatever he has seen of it, nor have another person end his.
 */
export async function beginSignIn(
  transaction: Transaction,
  { kind, returnTo, site }: PendingSignIn,
): Promise<SignInSecrets & { readonly proof: string }> {
  await transaction.query('delete from pending_sign_ins where ends_at <= syncline_now()');
  const { id, text: proof, hash } = PROOFS.make();
  await transaction.query(
    `insert into pending_sign_ins (id, kind, return_to, site_id, hash, ends_at)
     values ($1, $2, $3, $4, $5, syncline_now() + make_interval(mins => ${LIFE_MINUTES}))`,
    [id, kind, returnTo, site, hash],
  );
  return { proof, ...secretsOf(proof) };
}

/**
 * Ends a sign-in that this browser has begun; it cannot be ended twice.
 * @returns null when it was ended, has run out, or was begun by another browser.
 */
export async function endSignIn(
  transaction: Transaction,
  { proof, state }: { readonly proof: string; readonly state: string },
): Promise<(PendingSignIn & SignInSecrets) | null> {
  const shown = PROOFS.read(proof);
  const secrets = secretsOf(proof);
  if (shown === null || !isSameText(state, secrets.state)) return null;
  const rows = await transaction.query(
    'select kind, return_to, site_id, hash from pending_sign_ins where id = $1 and ends_at > syncline_now() for update',
    [shown.id],
  );
  const row = rows[0];
  if (row === undefined || !isSameHash(String(row.hash), shown.hash)) return null;
  await transaction.query('delete from pending_sign_ins where id = $1', [shown.id]);
  return { ...fromRow(row), ...secrets };
}

function secretsOf(proof: string): SignInSecrets {
  const derived = (purpose: string) => createHmac('sha256', proof).update(purpose).digest('base64url');
  return { state: derived('state'), nonce: derived('nonce'), verifier: derived('verifier') };
}

function isSameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function fromRow(row: Row): PendingSignIn {
  return {
    kind: providerKind.parse(row.kind),
    returnTo: returnTarget.parse(row.return_to),
    site: row.site_id === null ? null : String(row.site_id),
  };
}
