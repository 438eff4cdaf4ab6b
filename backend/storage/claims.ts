import { LeaseLostError } from '../shared/index.js';
import type { Transaction } from './database.js';

/** The right to one thing for a while. `epoch` is the fence: it has grown if somebody else had the thing meanwhile. */
export interface Claim {
  readonly key: string;
  readonly epoch: string;
}

/** What a claim on a link is called. */
export function linkClaimKey(linkId: string): string {
  return `link:${linkId}`;
}

/**
 * Claims those of `keys` that are free or held by a worker whose lease has run out; the others are simply not in the answer.
 * What this worker holds already is refused like any other: two batches of one process must not share a link either. Keys are
 * sorted so that two workers that want the same ones do not deadlock.
 */
export async function takeClaims(
  transaction: Transaction,
  workerId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Claim>> {
  if (keys.length === 0) return new Map();
  const rows = await transaction.query(
    `insert into claims as c (key, worker_id)
       select key, $1::uuid from unnest($2::text[]) as key order by key
     on conflict (key) do update
       set worker_id = excluded.worker_id, epoch = c.epoch + 1, taken_at = syncline_now()
       where not exists (select 1 from workers w where w.id = c.worker_id and w.lease_until > syncline_now())
     returning key, epoch`,
    [workerId, [...new Set(keys)].sort()],
  );
  return new Map(rows.map((row) => [String(row.key), { key: String(row.key), epoch: String(row.epoch) }]));
}

/**
 * Refuses a late commit: every claim must still be ours at the epoch under which the work was done, and our lease must run.
 * The rows stay locked until the transaction ends, so nobody takes them between this check and the commit.
 * @throws LeaseLostError
 */
export async function assertClaims(
  transaction: Transaction,
  workerId: string,
  claims: readonly Claim[],
): Promise<void> {
  if (claims.length === 0) return;
  const wanted = [...claims].sort((a, b) => (a.key < b.key ? -1 : 1));
  const rows = await transaction.query(
    `select c.key from claims c
       join unnest($2::text[], $3::bigint[]) as wanted(key, epoch) on wanted.key = c.key and wanted.epoch = c.epoch
       join workers w on w.id = c.worker_id and w.lease_until > syncline_now()
      where c.worker_id = $1 order by c.key for update of c`,
    [workerId, wanted.map((claim) => claim.key), wanted.map((claim) => claim.epoch)],
  );
  if (rows.length !== wanted.length) {
    throw new LeaseLostError('another worker has taken over this work', {
      details: { claims: wanted.map((claim) => claim.key) },
    });
  }
}

/** Gives claims back. One that was lost meanwhile is left to its new holder. */
export async function releaseClaims(
  transaction: Transaction,
  workerId: string,
  claims: readonly Claim[],
): Promise<void> {
  if (claims.length === 0) return;
  await transaction.query(
    `delete from claims c using unnest($2::text[], $3::bigint[]) as gone(key, epoch)
      where c.key = gone.key and c.epoch = gone.epoch and c.worker_id = $1`,
    [workerId, claims.map((claim) => claim.key), claims.map((claim) => claim.epoch)],
  );
}
