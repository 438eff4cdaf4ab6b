import { type Side, sideSchema } from '../mappings/index.js';
import type { PageOf, Row, Transaction } from '../storage/index.js';

/** A change that is not dealt with, for people. */
export interface WaitingChange {
  readonly id: string;
  readonly integrationId: string;
  readonly side: Side;
  readonly item: { readonly id: string; readonly key: string };
  readonly kind: 'seen' | 'vanished';
  readonly foundAt: Date;
  readonly dueAt: Date;
  readonly attempts: number;
  /** Why it is put off, in the tool's own words; null while it is mere waiting. */
  readonly problem: string | null;
}

const COLUMNS = 'id, integration_id, side, item_id, item_key, kind, found_at, due_at, attempts, problem';

/** A page of the changes, in the order in which their items were found; with or without a problem where that is said. */
export async function pageChanges(
  transaction: Transaction,
  filter: {
    readonly integrationId?: string | undefined;
    /** Where they wait for a run of an integration. */
    readonly lane?: { readonly integrationId: string; readonly name: string } | undefined;
    /** Of either of its items. */
    readonly linkId?: string | undefined;
    readonly hasProblem?: boolean | undefined;
  },
  { after, limit }: PageOf<string>,
): Promise<readonly WaitingChange[]> {
  const rows = await transaction.query(
    `select ${COLUMNS} from changes
      where ($1::uuid is null or integration_id = $1) and ($2::bool is null or (problem is not null) = $2)
        and ($3::bigint is null or id > $3) and ($6::text is null or (lane = $6 and integration_id = $7))
        and ($5::uuid is null or exists (
          select 1 from links l where l.id = $5 and l.integration_id = changes.integration_id
             and item_id = case side when 'left' then l.left_id else l.right_id end))
      order by id limit $4`,
    [
      filter.integrationId ?? null,
      filter.hasProblem ?? null,
      after,
      limit,
      filter.linkId ?? null,
      filter.lane?.name ?? null,
      filter.lane?.integrationId ?? null,
    ],
  );
  return rows.map(fromRow);
}

/** The change with that id, or null: it is gone when it is dealt with. */
export async function getChange(transaction: Transaction, id: string): Promise<WaitingChange | null> {
  const rows = await transaction.query(`select ${COLUMNS} from changes where id = $1`, [id]);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

function fromRow(row: Row): WaitingChange {
  return {
    id: String(row.id),
    integrationId: String(row.integration_id),
    side: sideSchema.parse(row.side),
    item: { id: String(row.item_id), key: String(row.item_key) },
    kind: row.kind === 'vanished' ? 'vanished' : 'seen',
    foundAt: row.found_at as Date,
    dueAt: row.due_at as Date,
    attempts: Number(row.attempts),
    problem: row.problem === null ? null : String(row.problem),
  };
}
