import type { SiteIdentity } from '../connectors/sdk/index.js';
import { ReconnectNeededError } from '../shared/index.js';
import type { Database } from '../storage/index.js';
import type { Connection } from './connection.js';
import { rememberIdentity } from './connection-repository.js';
import type { OpenConnection } from './toolbox.js';
import { warnOfIdentity } from './warnings/index.js';

/**
 * Makes sure that the site behind the address is the one that this connection has always spoken to (I18): a staging system
 * restored from production answers with the same ids, and syncing with it would write one site's edits into another.
 * Costs one `identify`; called before a run stores or writes anything new, and not by a poll that finds nothing.
 * @throws ReconnectNeededError when another site answers.
 */
export async function checkSite(
  database: Database,
  connection: Connection,
  open: OpenConnection,
  signal: AbortSignal,
): Promise<SiteIdentity> {
  const identity = await open.tool.identify(signal);
  if (connection.siteId !== null && identity.siteId !== null && connection.siteId !== identity.siteId) {
    throw new ReconnectNeededError(
      `connection ${connection.name}: another site answers at ${connection.settings.url} (${identity.siteId}, was ${connection.siteId}); ` +
        `correct the address, or accept the new site with: syncline rebind ${connection.name}`,
      { details: { connection: connection.name } },
    );
  }
  await database.transaction('remember identity', async (transaction) => {
    await warnOfIdentity(transaction, connection, identity);
    await rememberIdentity(transaction, connection.id, identity);
  });
  return identity;
}
