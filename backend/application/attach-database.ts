import type { Settings } from '../settings/index.js';
import type { Logger } from '../shared/index.js';
import { ensureDatabase } from '../storage/index.js';
import { machineIdentity } from './machine-identity.js';
import { checkOutsideDatabase, shownAddress } from './outside-database.js';

/** The database that the settings name, there to be connected to. */
export interface AttachedDatabase {
  readonly url: string;
  /** In words, for people: where it is. */
  readonly description: string;
  /** Tells this place from a copy of it elsewhere, together with what the database says of itself. */
  readonly place: string;
  /** Lets go of it; the embedded one stops when nobody else uses it. */
  release(): Promise<void>;
}

/**
 * Checks the outside database, or attaches to the embedded one and starts it first where that is needed.
 * @throws ConfigurationError, EmbeddedDatabaseError saying what is wrong and what to do.
 */
export async function attachDatabase(
  settings: Settings,
  { log, signal }: { readonly log: Logger; readonly signal: AbortSignal },
): Promise<AttachedDatabase> {
  if (settings.databaseUrl !== undefined) {
    await checkOutsideDatabase(settings.databaseUrl);
    const address = shownAddress(settings.databaseUrl);
    return {
      url: settings.databaseUrl,
      description: `PostgreSQL at ${address}`,
      place: address,
      release: async () => undefined,
    };
  }
  const embedded = await ensureDatabase({ home: settings.home, signal, log });
  return {
    url: embedded.url,
    description: `embedded PostgreSQL in ${embedded.directory}`,
    // A home is one machine's: copied to another under the same path, it is a copy all the same (I18).
    place: JSON.stringify([settings.home, await machineIdentity()]),
    release: () => embedded.stop(),
  };
}
