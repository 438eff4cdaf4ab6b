import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { Application } from '../../backend/application/index.js';
import { NotSignedInError } from '../door.js';
import { forgeKeys } from './forge-keys.js';
import { type InvocationClaims, invocationClaims } from './invocation-claims.js';

const ISSUER = 'forge/invocation-token';
/** Tokens live 25 seconds, so a clock that is off by more than this is said aloud, not made good for. */
const CLOCK_TOLERANCE_SECONDS = 5;

/**
 * Makes sure that Forge made this token, for this app and for now. Whose site it is, is another question.
 * @throws NotSignedInError saying what is wrong, without anything of the token. @throws UnavailableError when the keys cannot be had.
 */
export async function verifyInvocation(
  token: string,
  application: Pick<Application, 'settings' | 'outgoing' | 'clock'>,
): Promise<InvocationClaims> {
  const appId = application.settings.jiraApp.forgeAppId;
  if (appId === undefined) throw new NotSignedInError('a Forge app calls, but SYNCLINE_FORGE_APP_ID is not set');
  const now = application.clock.now();
  const payload = await verified(token, application, {
    issuer: ISSUER,
    audience: appId,
    algorithms: ['RS256'],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    currentDate: now,
    // Only what is there is compared by the library.
    requiredClaims: ['exp', 'iat', 'nbf'],
  });
  const parsed = invocationClaims.safeParse(payload);
  if (!parsed.success) {
    const paths = parsed.error.issues.map(({ path }) => path.join('.'));
    throw new NotSignedInError(`the invocation token has not the form of one: ${paths.join(', ')}`);
  }
  if (parsed.data.icLabel !== undefined) throw new NotSignedInError('the invocation token is of an isolated cloud');
  if (parsed.data.app.id !== appId) throw new NotSignedInError('the invocation token is of another app');
  return parsed.data;
}

async function verified(
  token: string,
  application: Pick<Application, 'settings' | 'outgoing' | 'clock'>,
  options: JWTVerifyOptions & { readonly currentDate: Date },
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, forgeKeys(application), options)).payload;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    throw new NotSignedInError(reasonOf(error, options.currentDate), { cause: error });
  }
}

/** In words that tell a wrong clock from a wrong token: the signature was good before anybody looked at the times. */
function reasonOf(error: errors.JOSEError, now: Date): string {
  const nowSeconds = Math.round(now.getTime() / 1_000);
  const advice = 'if this comes again and again, set the clock of this server';
  if (error instanceof errors.JWTExpired) {
    return `the invocation token ended ${nowSeconds - Number(error.payload.exp)} s ago by the clock of this server; ${advice}`;
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'nbf' && error.reason === 'check_failed') {
      return `the invocation token begins in ${Number(error.payload.nbf) - nowSeconds} s by the clock of this server; ${advice}`;
    }
    return `the invocation token is not good: claim ${error.claim}, ${error.reason}`;
  }
  return `the invocation token is not good: ${error.code}`;
}
