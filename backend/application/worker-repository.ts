import type { Transaction } from '../storage/index.js';
import { isSurelyGone } from './process-identity.js';

/** Ends the leases of workers on this machine whose processes are gone, so that nobody waits for them to run out. */
export async function endKilledWorkers(transaction: Transaction): Promise<void> {
  const rows = await transaction.query('select id, name from workers where lease_until > syncline_now()');
  const gone = rows.filter((row) => isSurelyGone(String(row.name))).map((row) => String(row.id));
  if (gone.length === 0) return;
  await transaction.query('update workers set lease_until = syncline_now() where id = any($1::uuid[])', [gone]);
}
