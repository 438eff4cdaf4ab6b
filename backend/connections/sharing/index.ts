import type { HttpClientOptions } from '../../connectors/sdk/index.js';
import type { Clock, Logger } from '../../shared/index.js';
import type { Database } from '../../storage/index.js';
import { databaseCircuit } from './database-circuit.js';
import { databasePace } from './database-pace.js';
import { giveBackSeats } from './shared-limits-repository.js';

/** What this process agrees with the others that use a connection. */
export type Sharing = (
  connectionId: string,
  limits: HttpClientOptions['limits'],
  log: Logger,
) => NonNullable<HttpClientOptions['shared']>;

/** Gives back the seats of a process that ends; others would go without them until it is taken for dead. */
export async function stopSharing(database: Database, process: string): Promise<void> {
  await database.transaction('give back seats', (transaction) => giveBackSeats(transaction, process));
}

/** Agreement over the database. @param process names this process, for as long as it lives. */
export function shareOver(database: Database, process: string, clock: Clock): Sharing {
  return (connectionId, limits, log) => ({
    pace: databasePace({ database, process, connectionId, limits, log }),
    circuit: databaseCircuit({ database, connectionId, clock, log }),
  });
}
