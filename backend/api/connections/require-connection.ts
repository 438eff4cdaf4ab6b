import { type ConnectionStatus, listConnectionStatuses } from '../../application/index.js';
import { UnknownNameError } from '../../shared/index.js';
import type { Database } from '../../storage/index.js';

/** Where the connection of that name stands. @throws UnknownNameError */
export async function requireConnection(database: Database, name: string): Promise<ConnectionStatus> {
  const [found] = await database.transaction('find connection', (transaction) =>
    listConnectionStatuses(transaction, { name, page: { after: null, limit: 1 } }),
  );
  if (found === undefined) throw new UnknownNameError(`there is no connection ${name}`);
  return found;
}
