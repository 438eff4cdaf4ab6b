import { z } from 'zod';
import type { FieldValue } from '../connectors/sdk/index.js';
import type { Side } from '../mappings/index.js';
import type { PageOf, Row, Transaction } from '../storage/index.js';
import { type Write, writeBody } from './write.js';

export const writeState = z.enum(['intended', 'unknown', 'done', 'refused', 'superseded']);

/** A write as people look at it: what was to change, and what became of it. */
export interface WriteStatus {
  readonly id: string;
  readonly integrationId: string;
  readonly runId: string;
  /** Null for a create until it is done. */
  readonly linkId: string | null;
  readonly kind: Write['kind'];
  readonly side: Side;
  readonly state: z.infer<typeof writeState>;
  /** Of the item that it was decided for, on the other side. */
  readonly sourceKey: string | null;
  /** Both keys where there is a link. */
  readonly keys: { readonly left: string; readonly right: string } | null;
  readonly fields: readonly { readonly field: string; readonly before: FieldValue; readonly after: FieldValue }[];
  /** Why the tool refused it, in its own words. */
  readonly error: string | null;
  readonly intendedAt: Date;
  readonly settledAt: Date | null;
}

/** The place of a write in the order of time. */
export interface WritePlace {
  /** Microseconds since 1970: the database counts finer than `Date`. */
  readonly createdAtUs: string;
  readonly id: string;
}

/** A page of the writes of a run, newest first. */
export async function pageWrites(
  transaction: Transaction,
  { runId, state }: { readonly runId: string; readonly state?: WriteStatus['state'] | undefined },
  { after, limit }: PageOf<WritePlace>,
): Promise<readonly { readonly write: WriteStatus; readonly place: WritePlace }[]> {
  const rows = await transaction.query(
    `select w.*, l.left_key, l.right_key, (extract(epoch from w.intended_at) * 1000000)::bigint::text as intended_at_us
       from writes w left join links l on l.id = w.link_id
      where w.run_id = $1 and ($2::text is null or w.state = $2)
        and ($3::bigint is null or (w.intended_at, w.id) < (timestamptz 'epoch' + $3::bigint * interval '1 microsecond', $4::uuid))
      order by w.intended_at desc, w.id desc limit $5`,
    [runId, state ?? null, after?.createdAtUs ?? null, after?.id ?? null, limit],
  );
  return rows.map((row) => ({
    write: fromRow(row),
    place: { createdAtUs: String(row.intended_at_us), id: String(row.id) },
  }));
}

function fromRow(row: Row): WriteStatus {
  const text = (value: unknown) => (value === null ? null : String(value));
  return {
    id: String(row.id),
    integrationId: String(row.integration_id),
    runId: String(row.run_id),
    linkId: text(row.link_id),
    kind: row.kind as Write['kind'],
    side: row.side === 'left' ? 'left' : 'right',
    state: writeState.parse(row.state),
    sourceKey: text(row.source_key),
    keys: row.left_key === null ? null : { left: String(row.left_key), right: String(row.right_key) },
    fields: writeBody.parse(row.body).fields.map(({ field, before, write }) => ({ field, before, after: write.value })),
    error: text(row.error),
    intendedAt: row.intended_at as Date,
    settledAt: row.settled_at as Date | null,
  };
}
