import type { ItemRef } from '../connectors/sdk/index.js';
import type { Side } from '../mappings/index.js';
import type { Row, Transaction } from '../storage/index.js';
import type { Change } from './change.js';

/** What was found and where it shall be dealt with. */
export interface FoundChanges {
  readonly integrationId: string;
  readonly lane: string;
  readonly side: Side;
  readonly kind: Change['kind'];
  readonly filtered: boolean;
  readonly refs: readonly ItemRef[];
}

/** The lane that polls come back to again and again: no run of it is the last. */
const POLLED = 'incremental';

/**
 * Stores changes. An item found again is one change, at its newest version, in the lane of whoever found it last; the run that wanted it
 * first still waits for it.
 */
export async function storeChanges(transaction: Transaction, found: FoundChanges): Promise<void> {
  // the same item twice on one page (B4) would make the statement touch one row twice
  const refs = [...new Map(found.refs.map((ref) => [ref.id, ref])).values()];
  if (refs.length === 0) return;
  await transaction.query(
    `insert into changes as c (integration_id, lane, wanted_by, side, kind, filtered, item_id, item_key, version_token, version_at)
     select $1, $2, nullif($2, '${POLLED}'), $3, $4, $5, * from unnest($6::text[], $7::text[], $8::text[], $9::timestamptz[])
     on conflict (integration_id, side, item_id) do update
        set lane = excluded.lane, wanted_by = coalesce(c.wanted_by, excluded.wanted_by), kind = excluded.kind,
            item_key = excluded.item_key, filtered = c.filtered or excluded.filtered,
            version_token = excluded.version_token, version_at = excluded.version_at, problem = null,
            due_at = least(c.due_at, syncline_now())`,
    [
      found.integrationId,
      found.lane,
      found.side,
      found.kind,
      found.filtered,
      refs.map((ref) => ref.id),
      refs.map((ref) => ref.key),
      refs.map((ref) => ref.version.token),
      refs.map((ref) => ref.version.at),
    ],
  );
}

/** The oldest changes of a lane that are due. They are not locked: claims on their links decide who deals with them. */
export async function dueChanges(
  transaction: Transaction,
  asked: {
    readonly integrationId: string;
    readonly lane: string;
    /** Ids of changes that are passed over. */
    readonly except: readonly string[];
    readonly limit: number;
  },
): Promise<readonly Change[]> {
  const rows = await transaction.query(
    `select ${COLUMNS} from changes
      where integration_id = $1 and lane = $2 and due_at <= syncline_now() and id <> all($3::bigint[])
      order by due_at, id limit $4`,
    [asked.integrationId, asked.lane, asked.except, asked.limit],
  );
  return rows.map(changeFromRow);
}

/** Those of these changes that are still there, as they are now. */
export async function remainingChanges(
  transaction: Transaction,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  const rows = await transaction.query(
    `select ${COLUMNS} from changes where id = any($1::bigint[]) order by due_at, id`,
    [changes.map((change) => change.id)],
  );
  return rows.map(changeFromRow);
}

const COLUMNS = 'id, side, item_id, item_key, kind, filtered, version_token, version_at, attempts';

function changeFromRow(row: Row): Change {
  return {
    id: String(row.id),
    side: row.side === 'left' ? 'left' : 'right',
    itemId: String(row.item_id),
    itemKey: String(row.item_key),
    kind: row.kind === 'vanished' ? 'vanished' : 'seen',
    filtered: row.filtered === true,
    versionToken: row.version_token === null ? null : String(row.version_token),
    versionAt: row.version_at === null ? null : (row.version_at as Date),
    attempts: Number(row.attempts),
  };
}

/** What is left in a lane. */
export interface LaneStatus {
  readonly waiting: number;
  /** Milliseconds until the next is due (0: now); what its tool refused counts once it is due, but is not waited for. Null: none. */
  readonly nextInMs: number | null;
}

/** What is left in the lane, and what polls have taken over from it and not dealt with: that is brought back. */
export async function takeStock(
  transaction: Transaction,
  lane: { readonly integrationId: string; readonly lane: string },
): Promise<LaneStatus> {
  if (lane.lane !== POLLED) await bringBack(transaction, lane);
  const rows = await transaction.query(
    `select count(*)::int as waiting,
            (extract(epoch from min(due_at) filter (where problem is null or due_at <= syncline_now()) - syncline_now()) * 1000)::float8 as next_in_ms
       from changes where integration_id = $1 and lane = $2`,
    [lane.integrationId, lane.lane],
  );
  const row = rows[0];
  return {
    waiting: Number(row?.waiting ?? 0),
    nextInMs:
      row?.next_in_ms === null || row?.next_in_ms === undefined ? null : Math.max(0, Math.ceil(Number(row.next_in_ms))),
  };
}

async function bringBack(
  transaction: Transaction,
  { integrationId, lane }: { readonly integrationId: string; readonly lane: string },
): Promise<void> {
  await transaction.query(
    'update changes set lane = wanted_by where integration_id = $1 and wanted_by = $2 and lane <> wanted_by and problem is null',
    [integrationId, lane],
  );
}

/** Removes changes that are dealt with. One that was found anew at another version since it was taken stays: nobody has looked at that. */
export async function removeChanges(
  transaction: Transaction,
  changes: readonly Pick<Change, 'id' | 'versionToken'>[],
): Promise<void> {
  if (changes.length === 0) return;
  await transaction.query(
    `delete from changes c using unnest($1::bigint[], $2::text[]) as d (id, version_token)
      where c.id = d.id and c.version_token is not distinct from d.version_token`,
    [changes.map((change) => change.id), changes.map((change) => change.versionToken)],
  );
}

/** Notes that an item was not there when it was looked for; one that is suspected already keeps the time of its next look. */
export async function suspectAbsence(
  transaction: Transaction,
  suspect: {
    readonly integrationId: string;
    readonly lane: string;
    readonly side: Side;
    readonly item: { readonly id: string; readonly key: string };
    readonly delayMs: number;
    readonly problem: string;
  },
): Promise<void> {
  await transaction.query(
    `insert into changes as c (integration_id, lane, side, kind, filtered, item_id, item_key, attempts, problem, due_at)
     values ($1, $2, $3, 'vanished', false, $4, $5, 1, $7, syncline_now() + $6 * interval '1 millisecond')
     on conflict (integration_id, side, item_id) do update
        set kind = 'vanished', lane = excluded.lane, attempts = greatest(c.attempts, 1), problem = excluded.problem,
            due_at = case when c.kind = 'vanished' then c.due_at else excluded.due_at end`,
    [
      suspect.integrationId,
      suspect.lane,
      suspect.side,
      suspect.item.id,
      suspect.item.key,
      suspect.delayMs,
      suspect.problem,
    ],
  );
}

/** A change that is put off. */
export interface PutOff {
  readonly id: string;
  readonly delayMs: number;
  /** What a person must know or mend, in the tool's own words; null while it is mere waiting. */
  readonly problem: string | null;
  /** Whether it counts as an attempt that failed. */
  readonly isAttempt: boolean;
}

/** Puts changes off. */
export async function postponeChanges(transaction: Transaction, changes: readonly PutOff[]): Promise<void> {
  if (changes.length === 0) return;
  await transaction.query(
    `update changes c
        set due_at = syncline_now() + d.delay_ms * interval '1 millisecond', problem = d.problem,
            attempts = c.attempts + d.is_attempt::int
       from unnest($1::bigint[], $2::float8[], $3::text[], $4::bool[]) as d (id, delay_ms, problem, is_attempt)
      where c.id = d.id`,
    [
      changes.map((change) => change.id),
      changes.map((change) => change.delayMs),
      changes.map((change) => change.problem),
      changes.map((change) => change.isAttempt),
    ],
  );
}
