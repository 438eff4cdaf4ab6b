import type { Transaction } from '../storage/index.js';

/** A link as far as a person asks about its history; ended ones too. */
export interface LinkedPair {
  readonly linkId: string;
  readonly integration: string;
  readonly leftKey: string;
  readonly rightKey: string;
  readonly endedAt: Date | null;
  readonly endedReason: string | null;
  /** End of its chain. */
  readonly historyHash: string | null;
}

/** The links whose item has that key or id on either side, oldest first. */
export async function findPairs(
  transaction: Transaction,
  item: string,
  integration: string | null,
): Promise<readonly LinkedPair[]> {
  const rows = await transaction.query(
    `select l.id, i.name, l.left_key, l.right_key, l.ended_at, l.ended_reason, l.history_hash
       from links l join integrations i on i.id = l.integration_id
      where (l.left_key = $1 or l.right_key = $1 or l.left_id = $1 or l.right_id = $1) and ($2::text is null or i.name = $2)
      order by l.created_at, l.id`,
    [item, integration],
  );
  return rows.map((row) => ({
    linkId: String(row.id),
    integration: String(row.name),
    leftKey: String(row.left_key),
    rightKey: String(row.right_key),
    endedAt: row.ended_at as Date | null,
    endedReason: row.ended_reason === null ? null : String(row.ended_reason),
    historyHash: row.history_hash === null ? null : String(row.history_hash),
  }));
}
