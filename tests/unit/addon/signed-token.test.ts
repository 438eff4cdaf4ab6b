import { readFileSync } from 'node:fs';
import { importJWK, type JWK, SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { NotSignedInError } from '../../../addon/door.js';
import { openSignedToken, readSignedToken } from '../../../addon/signed-token.js';
import { describeWithTruth } from '../../support/truth.js';

const cases = z.object({
  testGroups: z.array(
    z.object({
      comment: z.string(),
      public: z.looseObject({ alg: z.string().optional(), kty: z.string() }).optional(),
      private: z.looseObject({ alg: z.string().optional(), kty: z.string() }),
      tests: z.array(
        z.object({ tcId: z.number(), comment: z.string(), jws: z.unknown(), result: z.enum(['valid', 'invalid']) }),
      ),
    }),
  ),
});

/** 367 and 370 carry the text of a valid token; 372 and 373 are marked valid and have another form. */
const LEFT_OUT = new Set([367, 370, 372, 373]);
const ALGORITHMS = ['HS256', 'RS256'] as const;

describeWithTruth('Wycheproof', (truth) => {
  const file = readFileSync(`${truth}/specs/wycheproof/json_web_signature_test.json`, 'utf8');
  const all = cases
    .parse(JSON.parse(file))
    .testGroups.flatMap((group) => group.tests.map((test) => ({ ...test, jwk: group.public ?? group.private })));
  const wanted = all.filter(({ tcId }) => !LEFT_OUT.has(tcId));

  it('has the cases', () => expect(wanted.filter(({ result }) => result === 'invalid').length).toBeGreaterThan(300));

  it.each(wanted.filter(({ result }) => result === 'invalid'))('$tcId $comment is refused', async ({ jws, jwk }) => {
    const token = typeof jws === 'string' ? jws : JSON.stringify(jws);
    for (const algorithm of ALGORITHMS) {
      const key = isMeantFor(jwk, algorithm) ? await importJWK(jwk as JWK, algorithm).catch(() => null) : null;
      if (key !== null) await expect(openSignedToken(token, key, algorithm)).rejects.toThrow(NotSignedInError);
    }
  });

  it.each(
    // 259 has no payload at all, and so no claims.
    wanted.filter(
      ({ tcId, result, jwk }) =>
        tcId !== 259 && result === 'valid' && ALGORITHMS.some((algorithm) => algorithm === jwk.alg),
    ),
  )('$tcId $comment is taken', async ({ jws, jwk }) => {
    const key = await importJWK(jwk as JWK, jwk.alg);
    const algorithm = ALGORITHMS.find((each) => each === jwk.alg) ?? 'HS256';
    await expect(openSignedToken(String(jws), key, algorithm)).resolves.toBeInstanceOf(Uint8Array);
  });
});

/** Key sets choose a key so; one for another algorithm or use is never taken. */
function isMeantFor({ alg, use, key_ops }: Record<string, unknown>, algorithm: string): boolean {
  const mayVerify = !Array.isArray(key_ops) || key_ops.includes('verify');
  return (alg === undefined || alg === algorithm) && (use === undefined || use === 'sig') && mayVerify;
}

const NOW = new Date('2026-03-01T10:00:00Z');
const SECRET = new TextEncoder().encode('a secret that is long enough for this');
const seconds = (offset: number) => Math.floor(NOW.getTime() / 1_000) + offset;
const read = async (claims: Record<string, unknown>) =>
  readSignedToken(await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(SECRET), SECRET, {
    algorithm: 'HS256',
    now: NOW,
  });

it('takes a token that lives', async () => {
  expect(await read({ iss: 'a', iat: seconds(-5), exp: seconds(5) })).toMatchObject({ iss: 'a' });
});

// Red without: each line of checkTimes, each demanded claim.
it.each([
  ['that ended a minute ago', { iss: 'a', iat: seconds(-300), exp: seconds(-60) }, 'ended 60 s ago'],
  ['that ended just beyond the tolerance', { iss: 'a', iat: seconds(-300), exp: seconds(-11) }, 'ended 11 s ago'],
  ['without an end', { iss: 'a', iat: seconds(0) }, 'exp'],
  ['without a beginning', { iss: 'a', exp: seconds(60) }, 'iat'],
  ['without an issuer', { iat: seconds(0), exp: seconds(60) }, 'iss'],
  ['that was issued in a minute', { iss: 'a', iat: seconds(60), exp: seconds(120) }, 'begins in 60 s'],
  ['that begins in a minute', { iss: 'a', iat: seconds(0), nbf: seconds(60), exp: seconds(120) }, 'begins in 60 s'],
  ['whose end is a text', { iss: 'a', iat: seconds(0), exp: '9999999999' }, 'exp'],
])('refuses one %s', async (_, claims, words) => {
  await expect(read(claims)).rejects.toThrow(words);
});

it('allows for clocks that differ by some seconds', async () => {
  expect(await read({ iss: 'a', iat: seconds(9), exp: seconds(60) })).toBeDefined();
  expect(await read({ iss: 'a', iat: seconds(-60), exp: seconds(-9) })).toBeDefined();
});
