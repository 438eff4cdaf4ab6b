import type { ItemRef, Version } from '../connectors/sdk/index.js';
import type { Side } from '../mappings/index.js';
import type { Transaction } from '../storage/index.js';

/** An item at a version, with the hash of its mapped values; null when they were not read. */
export interface LedgerEntry {
  readonly side: Side;
  readonly itemId: string;
  readonly version: Version;
  readonly hash: string | null;
  /** Whether an edit that nobody has read may hide behind this version. */
  readonly open: boolean;
}

/** Records what was seen. An older version never replaces a newer one: the index shows old states late (B1). */
export async function recordSeen(
  transaction: Transaction,
  integrationId: string,
  entries: readonly LedgerEntry[],
): Promise<void> {
  const last = [...new Map(entries.map((entry) => [`${entry.side}\n${entry.itemId}`, entry])).values()];
  if (last.length === 0) return;
  await transaction.query(
    `insert into ledger as l (integration_id, side, item_id, version_token, version_at, hash, open)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::bool[])
     on conflict (integration_id, side, item_id) do update
        set version_token = excluded.version_token, version_at = excluded.version_at,
            hash = coalesce(excluded.hash, l.hash), open = excluded.open
      where excluded.version_at >= l.version_at`,
    [
      integrationId,
      last.map((entry) => entry.side),
      last.map((entry) => entry.itemId),
      last.map((entry) => entry.version.token),
      last.map((entry) => entry.version.at),
      last.map((entry) => entry.hash),
      last.map((entry) => entry.open),
    ],
  );
}

/** Drops references whose version was seen already, or is older than one that was. */
export async function dropSeen(
  transaction: Transaction,
  integrationId: string,
  side: Side,
  refs: readonly ItemRef[],
): Promise<readonly ItemRef[]> {
  if (refs.length === 0) return [];
  const rows = await transaction.query(
    `select r.n from unnest($3::int[], $4::text[], $5::text[], $6::timestamptz[]) as r (n, item_id, version_token, version_at)
       join ledger l on l.integration_id = $1 and l.side = $2 and l.item_id = r.item_id
      where (l.version_token = r.version_token and not l.open) or r.version_at < l.version_at`,
    [
      integrationId,
      side,
      refs.map((_, index) => index),
      refs.map((ref) => ref.id),
      refs.map((ref) => ref.version.token),
      refs.map((ref) => ref.version.at),
    ],
  );
  const seen = new Set(rows.map((row) => Number(row.n)));
  return refs.filter((_, index) => !seen.has(index));
}

/** The hashes of mapped values as last seen, by item id. */
export async function seenHashes(
  transaction: Transaction,
  integrationId: string,
  side: Side,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (itemIds.length === 0) return new Map();
  const rows = await transaction.query(
    `select item_id, hash from ledger where integration_id = $1 and side = $2 and item_id = any($3::text[]) and hash is not null`,
    [integrationId, side, itemIds],
  );
  return new Map(rows.map((row) => [String(row.item_id), String(row.hash)]));
}
