import type { Transaction } from '../../storage/index.js';

/** Whether a living worker has the run in hand. */
export async function isInLivingHands(transaction: Transaction, runId: string): Promise<boolean> {
  const rows = await transaction.query(
    `select 1 from claims c join workers w on w.id = c.worker_id
      where c.key = 'run:' || $1::text and w.lease_until > syncline_now()`,
    [runId],
  );
  return rows.length > 0;
}
