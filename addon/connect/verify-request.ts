import type { Application } from '../../backend/application/index.js';
import { CONTEXT_HASH, type ConnectClient, findClient, isSameHash, queryHash } from '../../backend/jira-app/index.js';
import type { Asked } from '../asked.js';
import { NotSignedInError } from '../door.js';
import { type Claims, claimedIssuer, readSignedToken } from '../signed-token.js';
import type { ConnectApp } from './connect-app.js';

/** Whom a token proves. */
export interface Proven {
  readonly client: ConnectClient;
  readonly claims: Claims;
}

/**
 * Reads a token that a site has signed with the shared secret. Whose secret it must be is told by the issuer alone; `aud`, which
 * libraries believe before it, is only compared.
 * @throws NotSignedInError also when the app was uninstalled or switched off there: the secret still signs, and lets nobody in.
 */
export async function readSiteToken(token: string, application: Application, app: ConnectApp): Promise<Proven> {
  const issuer = claimedIssuer(token);
  const client = await application.database.transaction('find connect client', (transaction) =>
    findClient(transaction, issuer, application.secretBox),
  );
  if (client === null) throw new NotSignedInError('the app is not installed in the site that the token names');
  const key = new TextEncoder().encode(client.sharedSecret);
  const claims = await readSignedToken(token, key, { algorithm: 'HS256', now: application.clock.now() });
  const audience = claims.aud === undefined ? [] : [claims.aud].flat();
  if (audience.length > 0 && !audience.some((each) => each === app.key || each === app.baseUrl)) {
    throw new NotSignedInError('the token is meant for another app');
  }
  return { client, claims };
}

/** A token of one request is good for that request alone. @throws NotSignedInError */
export function assertSameRequest({ method, rawUrl }: Asked, { qsh }: Claims, { basePath }: ConnectApp): void {
  if (qsh === undefined || !isSameHash(qsh, hashOf(method, rawUrl, basePath))) {
    throw new NotSignedInError('the token is of another request: its query hash does not match');
  }
}

/** What `AP.context.getToken` gives a page, good for every request of that page. @throws NotSignedInError */
export function assertContextToken({ qsh }: Claims): void {
  if (qsh !== CONTEXT_HASH) throw new NotSignedInError('the token is of one request, not of a page');
}

function hashOf(method: string, rawUrl: string, basePath: string): string {
  try {
    return queryHash(method, rawUrl, basePath);
  } catch (cause) {
    throw new NotSignedInError('the address holds a percent sign that says nothing', { cause });
  }
}
