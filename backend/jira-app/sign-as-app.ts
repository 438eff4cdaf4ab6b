import { SignJWT } from 'jose';
import type { Clock } from '../shared/index.js';
import { APP_KEY } from './app-key.js';
import type { ConnectClient } from './connect-client.js';
import { queryHash } from './query-hash.js';

/** As Atlassian recommends for tokens of one request. */
const LIFE_SECONDS = 180;

/** Signs calls to the site, each by a token of its own; a path is below the site's address. */
export function asApp(client: ConnectClient, clock: Clock): (method: string, path: string) => Promise<string> {
  return (method, path) => signAsApp(client, { method, path, clock });
}

/**
 * What `Authorization` says in a call to the site as the app: a token for this one request.
 * @param path with its query, below the site's address; of the address itself nothing is hashed.
 */
async function signAsApp(
  { clientKey, sharedSecret }: Pick<ConnectClient, 'clientKey' | 'sharedSecret'>,
  { method, path, clock }: { readonly method: string; readonly path: string; readonly clock: Clock },
): Promise<string> {
  const issuedAt = Math.floor(clock.now().getTime() / 1_000);
  const token = await new SignJWT({ qsh: queryHash(method, path, '') })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(APP_KEY)
    .setAudience(clientKey)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFE_SECONDS)
    .sign(new TextEncoder().encode(sharedSecret));
  return `JWT ${token}`;
}
