import type { Application } from '../../backend/application/index.js';
import { openSealedCredentials } from '../../backend/configuration/index.js';
import { type Connection, listConnections } from '../../backend/connections/index.js';
import { type HttpAuth, signingHeaders } from '../../backend/connectors/sdk/index.js';
import type { LicenceReading } from '../../backend/licences/index.js';
import type { Site } from '../../backend/sites/index.js';
import { LICENCE_PATH, readUpmLicence } from './read-licence.js';

/**
 * What Jira says of the app's licence, asked with the credentials of the connections to that very Jira: of their accounts one that
 * administers it is told. `unknown` where there is none.
 */
export async function askDataCenterLicence(
  { database, secretBox, httpPort }: Application,
  site: Site,
  signal: AbortSignal,
): Promise<LicenceReading> {
  const connections = await database.transaction('list connections', listConnections);
  const own = connections.filter(
    ({ connector, siteId, tenant }) => connector === 'jira' && siteId === site.key && tenant === site.tenant,
  );
  for (const connection of own) {
    const auth = authOf(connection, openSealedCredentials(secretBox, connection));
    const { authorization } = await signingHeaders(auth, { method: 'GET', path: LICENCE_PATH });
    if (authorization === undefined) continue;
    const baseUrl = connection.settings.url;
    const reading = await readUpmLicence({ send: httpPort(connection), baseUrl, authorization, signal });
    if (reading.kind !== 'unknown') return reading;
  }
  return { kind: 'unknown', endsAt: null };
}

function authOf({ settings: { auth } }: Connection, secrets: Readonly<Record<string, string>>): HttpAuth {
  const { username } = auth.fields;
  const { password, token } = secrets;
  if (auth.kind === 'basic' && username !== undefined && password !== undefined) {
    return { kind: 'basic', username, password };
  }
  return auth.kind === 'token' && token !== undefined ? { kind: 'token', token } : { kind: 'none' };
}
