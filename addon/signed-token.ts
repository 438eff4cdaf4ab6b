import { type CryptoKey, compactVerify } from 'jose';
import { z } from 'zod';
import { NotSignedInError } from './door.js';

/** How far clocks of two machines may be apart, in either direction. */
export const CLOCK_TOLERANCE_MS = 10_000;

const COMPACT_FORM = /^[\w-]+\.[\w-]+\.[\w-]+$/;

const claims = z.looseObject({
  iss: z.string().min(1),
  sub: z.string().min(1).optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  iat: z.number(),
  exp: z.number(),
  nbf: z.number().optional(),
  qsh: z.string().min(1).optional(),
});
export type Claims = z.infer<typeof claims>;

/**
 * The claims of a signed token (JWS in compact form) whose signature and time are good. An end and a beginning are demanded: libraries
 * read both as optional.
 * @param algorithm the only one that is taken; what the token itself says of it is compared, never believed.
 * @throws NotSignedInError saying what is wrong, without anything of the token.
 */
export async function readSignedToken(
  token: string,
  key: CryptoKey | Uint8Array,
  { algorithm, now }: { readonly algorithm: 'HS256' | 'RS256'; readonly now: Date },
): Promise<Claims> {
  const payload = await openSignedToken(token, key, algorithm);
  const parsed = claims.safeParse(parsedJson(payload));
  if (!parsed.success) {
    const missing = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new NotSignedInError(`claims of the token are missing or of another form: ${missing}`);
  }
  checkTimes(parsed.data, now);
  return parsed.data;
}

/** What was signed, as bytes. @throws NotSignedInError */
export async function openSignedToken(
  token: string,
  key: CryptoKey | Uint8Array,
  algorithm: 'HS256' | 'RS256',
): Promise<Uint8Array> {
  if (!isStrict(token)) throw new NotSignedInError('the token has not the form of one');
  try {
    const { payload } = await compactVerify(token, key, { algorithms: [algorithm] });
    return payload;
  } catch (cause) {
    throw new NotSignedInError('the signature of the token is not good', { cause });
  }
}

/** The issuer that a token names, to find the key by: nothing is proven by it yet. @throws NotSignedInError */
export function claimedIssuer(token: string): string {
  const [, payload = ''] = token.split('.');
  const parsed = z.looseObject({ iss: z.string().min(1) }).safeParse(parsedJson(Buffer.from(payload, 'base64url')));
  if (!isStrict(token) || !parsed.success) throw new NotSignedInError('the token names nobody who issued it');
  return parsed.data.iss;
}

/** The key that a token names. @throws NotSignedInError */
export function claimedKeyId(token: string): string {
  const [header = ''] = token.split('.');
  const parsed = z.looseObject({ kid: z.string().min(1) }).safeParse(parsedJson(Buffer.from(header, 'base64url')));
  if (!isStrict(token) || !parsed.success) throw new NotSignedInError('the token names no key');
  return parsed.data.kid;
}

/** Decoders pass over what is not base64url, and so one signature would have many forms. */
function isStrict(token: string): boolean {
  return (
    COMPACT_FORM.test(token) &&
    token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)
  );
}

function checkTimes({ iat, exp, nbf }: Claims, now: Date): void {
  const nowMs = now.getTime();
  const over = (seconds: number) => Math.round((nowMs - seconds * 1_000) / 1_000);
  if (exp * 1_000 + CLOCK_TOLERANCE_MS <= nowMs) throw new NotSignedInError(`the token ended ${over(exp)} s ago`);
  for (const begin of [iat, nbf ?? iat]) {
    if (begin * 1_000 - CLOCK_TOLERANCE_MS > nowMs) {
      throw new NotSignedInError(`the token begins in ${-over(begin)} s: is the clock of this server right?`);
    }
  }
}

function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
