import { getConflict, type HeldEntry, shownConflict, withPairs } from '../../conflicts/index.js';
import { UnknownNameError } from '../../shared/index.js';
import type { Database, Transaction } from '../../storage/index.js';

/** The conflict as it is now, also a closed one. @throws UnknownNameError */
export async function showConflict(database: Database, id: string): Promise<ReturnType<typeof shownConflict>> {
  return database.transaction('get conflict', async (transaction) =>
    shownConflict(await requireConflict(transaction, id)),
  );
}

/** The conflict with its items. @throws UnknownNameError */
export async function requireConflict(transaction: Transaction, id: string): Promise<HeldEntry> {
  const conflict = await getConflict(transaction, id);
  const [entry] = conflict === null ? [] : await withPairs(transaction, [conflict]);
  if (entry === undefined) throw new UnknownNameError(`there is no conflict ${id}`);
  return entry;
}
