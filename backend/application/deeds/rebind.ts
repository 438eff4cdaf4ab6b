import { recordAudit } from '../../audit/index.js';
import { acceptSite, findConnection, forgetSchemas, resumeConnection } from '../../connections/index.js';
import { ReconnectNeededError, UnknownNameError } from '../../shared/index.js';
import type { Application } from '../open-application.js';

/** What a connection was bound to, and is bound to now. */
export interface Rebound {
  readonly connection: string;
  readonly before: string | null;
  readonly now: string | null;
  readonly siteName: string;
}

/**
 * Accepts the site that answers behind a connection now (I18): a server that was moved or restored under a new identity. Its links
 * stay as they are, so it must hold the same items.
 * @throws UnknownNameError. @throws ReconnectNeededError when nobody answers who could be bound to.
 */
export async function rebind(
  { database, tenant, toolbox, actor }: Pick<Application, 'database' | 'tenant' | 'toolbox' | 'actor'>,
  name: string,
  signal: AbortSignal,
): Promise<Rebound> {
  const connection = await database.transaction('find connection', (transaction) =>
    findConnection(transaction, { tenant, name }),
  );
  if (connection === null) throw new UnknownNameError(`there is no connection ${name}; syncline status lists them`);
  const identity = await toolbox.open(connection).tool.identify(signal);
  if (identity.siteId === null) {
    throw new ReconnectNeededError(`connection ${name}: the site does not say who it is, so it cannot be bound to`);
  }
  await database.transaction('rebind', async (transaction) => {
    await acceptSite(transaction, connection.id, identity);
    await forgetSchemas(transaction, connection.id);
    await resumeConnection(transaction, connection.id);
    const details = { before: connection.siteId, now: identity.siteId };
    await recordAudit(transaction, actor, { action: 'rebind', subject: name, details });
  });
  return { connection: name, before: connection.siteId, now: identity.siteId, siteName: identity.siteName };
}
