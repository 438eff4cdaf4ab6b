import type { SecretBox } from '../secrets/index.js';
import { type Clock, UnavailableError } from '../shared/index.js';
import { findAppToken } from '../sites/index.js';
import type { Database } from '../storage/index.js';
import { findClient } from './client-repository.js';
import { asApp } from './sign-as-app.js';
import { type AppConnection, siteOfConnection } from './site-of-connection.js';

/** The headers that sign one request. @param path with its query, as sent, below the connection's address. */
type SignRequest = (method: string, path: string) => Promise<Readonly<Record<string, string>>>;

/**
 * Signs what connections ask as the app, each request by itself and by what is known of the site at that moment: a secret that an install
 * has brought is good from the next request on.
 */
export function createAppSigner({
  database,
  secretBox,
  clock,
}: {
  readonly database: Database;
  readonly secretBox: SecretBox;
  readonly clock: Clock;
}): (connection: AppConnection) => SignRequest {
  return (connection) => async (method, path) => {
    const signer = await database.transaction('find app', async (transaction) => {
      const site = await siteOfConnection(transaction, connection);
      if (site.host === 'connect') return findClient(transaction, site.key, secretBox);
      return findAppToken(transaction, site, secretBox);
    });
    if (signer === null) {
      throw new UnavailableError(
        `Jira has sent no token for the app in ${connection.url} that is still good; it sends one each hour, if it reaches this server`,
      );
    }
    return { authorization: 'token' in signer ? `Bearer ${signer.token}` : await asApp(signer, clock)(method, path) };
  };
}
