import type { Side } from '../mappings/index.js';
import type { Row, Transaction } from '../storage/index.js';
import { UNSETTLED_STATES, type Write, type WriteBody, type WriteState, writeBody } from './write.js';

const COLUMNS = `id, integration_id, run_id, link_id, kind, side, state, idempotency_key, source_id, source_key, target_id, body,
  looks, (extract(epoch from look_at - syncline_now()) * 1000)::float8 as look_due_in_ms, intended_at`;

function fromRow(row: Row): Write {
  const text = (value: unknown) => (value === null ? null : String(value));
  return {
    id: String(row.id),
    integrationId: String(row.integration_id),
    runId: String(row.run_id),
    linkId: text(row.link_id),
    kind: row.kind as Write['kind'],
    side: row.side === 'left' ? 'left' : 'right',
    state: row.state as WriteState,
    idempotencyKey: String(row.idempotency_key),
    sourceId: text(row.source_id),
    sourceKey: text(row.source_key),
    targetId: text(row.target_id),
    body: writeBody.parse(row.body),
    looks: Number(row.looks),
    lookDueInMs: row.look_due_in_ms === null ? null : Number(row.look_due_in_ms),
    intendedAt: row.intended_at as Date,
  };
}

/** A write before it is stored. */
export type NewWrite = Omit<Write, 'state' | 'looks' | 'lookDueInMs' | 'intendedAt'>;

/**
 * Commits intents (I13). An intent whose idempotency key is there already is the same write begun again: it is set back to
 * `intended` with the new body, never stored twice.
 */
export async function storeIntents(transaction: Transaction, writes: readonly NewWrite[]): Promise<void> {
  if (writes.length === 0) return;
  await transaction.query(
    `insert into writes as w (id, integration_id, run_id, link_id, kind, side, state, idempotency_key, source_id, source_key,
                              target_id, body)
     select id, integration_id, run_id, link_id, kind, side, 'intended', idempotency_key, source_id, source_key, target_id, body
       from jsonb_to_recordset($1::jsonb) as d (id uuid, integration_id uuid, run_id uuid, link_id uuid, kind text, side text,
            idempotency_key text, source_id text, source_key text, target_id text, body jsonb)
     on conflict (idempotency_key) do update
        set id = excluded.id, run_id = excluded.run_id, link_id = excluded.link_id, state = 'intended', body = excluded.body,
            target_id = excluded.target_id, looks = 0, look_at = null, error = null, settled_at = null,
            intended_at = syncline_now()`,
    [
      JSON.stringify(
        writes.map((write) => ({
          id: write.id,
          integration_id: write.integrationId,
          run_id: write.runId,
          link_id: write.linkId,
          kind: write.kind,
          side: write.side,
          idempotency_key: write.idempotencyKey,
          source_id: write.sourceId,
          source_key: write.sourceKey,
          target_id: write.targetId,
          body: write.body,
        })),
      ),
    ],
  );
}

/** What became of a write. */
export interface SettledWrite {
  readonly id: string;
  readonly state: Exclude<WriteState, 'intended'>;
  readonly targetId: string | null;
  readonly error: string | null;
}

/** Stores outcomes. A write that is settled already is left as it is. */
export async function settleWrites(transaction: Transaction, settled: readonly SettledWrite[]): Promise<void> {
  if (settled.length === 0) return;
  await transaction.query(
    `update writes w
        set state = d.state, target_id = coalesce(d.target_id, w.target_id), error = d.error,
            settled_at = case when d.state = 'unknown' then null else syncline_now() end
       from jsonb_to_recordset($1::jsonb) as d (id uuid, state text, target_id text, error text)
      where w.id = d.id and w.state = any($2::text[])`,
    [JSON.stringify(settled.map((write) => ({ ...write, target_id: write.targetId }))), UNSETTLED_STATES],
  );
}

/** Remembers that a write was looked for in vain, and when to look again. */
export async function recordLook(transaction: Transaction, ids: readonly string[], delayMs: number): Promise<void> {
  if (ids.length === 0) return;
  await transaction.query(
    `update writes set state = 'unknown', looks = looks + 1,
            look_at = coalesce(look_at, syncline_now() + $2 * interval '1 millisecond')
      where id = any($1::uuid[])`,
    [ids, delayMs],
  );
}

/** Items that are gone: whoever was interrupted while he deleted one of them has done it. */
export async function settleRemovals(
  transaction: Transaction,
  integrationId: string,
  { side, itemIds }: { readonly side: Side; readonly itemIds: readonly string[] },
): Promise<void> {
  if (itemIds.length === 0) return;
  await transaction.query(
    `update writes set state = 'done', settled_at = syncline_now()
      where integration_id = $1 and side = $2 and target_id = any($3::text[]) and kind = 'remove' and state in ('intended', 'unknown')`,
    [integrationId, side, itemIds],
  );
}

/** Intents of these links without a known outcome. */
export async function unsettledOfLinks(
  transaction: Transaction,
  linkIds: readonly string[],
): Promise<readonly Write[]> {
  if (linkIds.length === 0) return [];
  const rows = await transaction.query(
    `select ${COLUMNS} from writes where link_id = any($1::uuid[]) and state in ('intended', 'unknown') and kind <> 'create'
      order by intended_at`,
    [linkIds],
  );
  return rows.map(fromRow);
}

/** Updates of these links that were given up within a day: no request is known to land later than that. */
export async function givenUpOfLinks(transaction: Transaction, linkIds: readonly string[]): Promise<readonly Write[]> {
  if (linkIds.length === 0) return [];
  const rows = await transaction.query(
    `select ${COLUMNS} from writes
      where link_id = any($1::uuid[]) and state = 'superseded' and kind = 'update'
        and intended_at > syncline_now() - interval '1 day'
      order by intended_at`,
    [linkIds],
  );
  return rows.map(fromRow);
}

/** The writes with these idempotency keys, in whatever state. */
export async function findByIdempotencyKey(
  transaction: Transaction,
  keys: readonly string[],
): Promise<readonly Write[]> {
  if (keys.length === 0) return [];
  const rows = await transaction.query(`select ${COLUMNS} from writes where idempotency_key = any($1::text[])`, [keys]);
  return rows.map(fromRow);
}

/** Those of these marks that another integration has given, or is about to. */
export async function findMarksOfOthers(
  transaction: Transaction,
  integrationId: string,
  marks: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await transaction.query(
    'select idempotency_key from writes where idempotency_key = any($2::text[]) and integration_id <> $1',
    [integrationId, marks],
  );
  return new Set(rows.map((row) => String(row.idempotency_key)));
}

/**
 * Remembers which item carries a mark of ours that this database knows nothing of: it was restored from a backup made before the
 * item was. The source of the mark finds it there instead of making another (I15).
 */
export async function recordMarked(
  transaction: Transaction,
  integrationId: string,
  runId: string,
  marked: readonly { readonly side: Write['side']; readonly mark: string; readonly itemId: string }[],
): Promise<void> {
  if (marked.length === 0) return;
  const body: WriteBody = { fields: [], steps: [], hint: null, comment: null };
  await transaction.query(
    `insert into writes (id, integration_id, run_id, kind, side, state, idempotency_key, target_id, body, settled_at)
     select gen_random_uuid(), $1, $2, 'create', d.side, 'done', d.mark, d.item_id, $6::jsonb, syncline_now()
       from unnest($3::text[], $4::text[], $5::text[]) as d (side, mark, item_id)
     on conflict (idempotency_key) do nothing`,
    [
      integrationId,
      runId,
      marked.map(({ side }) => side),
      marked.map(({ mark }) => mark),
      marked.map(({ itemId }) => itemId),
      JSON.stringify(body),
    ],
  );
}
