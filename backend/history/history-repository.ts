import type { FieldValue } from '../connectors/sdk/index.js';
import type { PageOf, Row, Transaction } from '../storage/index.js';
import type { ChainedLine, HistoryKind } from './history-line.js';

/** A stored line. */
export interface StoredLine extends ChainedLine {
  readonly id: string;
  readonly at: Date;
}

/** Appends lines; there is no way to change one. */
export async function appendHistory(transaction: Transaction, lines: readonly ChainedLine[]): Promise<void> {
  if (lines.length === 0) return;
  await transaction.query(
    `insert into history (integration_id, link_id, run_id, write_id, kind, side, field, before, after, message, cause, hash)
     select integration_id, link_id, run_id, write_id, kind, side, field, before, after, message, cause, hash
       from jsonb_to_recordset($1::jsonb) as d (n int, integration_id uuid, link_id uuid, run_id uuid, write_id uuid,
            kind text, side text, field text, before jsonb, after jsonb, message text, cause text, hash text)
      order by n`,
    [
      JSON.stringify(
        lines.map((line, n) => ({
          n,
          integration_id: line.integrationId,
          link_id: line.linkId,
          run_id: line.runId,
          write_id: line.writeId,
          kind: line.kind,
          side: line.side,
          field: line.field,
          before: line.before,
          after: line.after,
          message: line.message,
          cause: line.cause,
          hash: line.hash,
        })),
      ),
    ],
  );
}

const COLUMNS =
  'id, integration_id, link_id, run_id, write_id, kind, side, field, before, after, message, cause, hash, at';

/** The history of a link, oldest first. */
export async function listHistory(transaction: Transaction, linkId: string): Promise<readonly StoredLine[]> {
  const rows = await transaction.query(`select ${COLUMNS} from history where link_id = $1 order by id`, [linkId]);
  return rows.map(fromRow);
}

/** A page of what happened, newest first; of all integrations, links and runs that are not named. */
export async function pageHistory(
  transaction: Transaction,
  filter: {
    readonly integrationId?: string | undefined;
    readonly linkId?: string | undefined;
    readonly runId?: string | undefined;
  },
  { after, limit }: PageOf<string>,
): Promise<readonly StoredLine[]> {
  const rows = await transaction.query(
    `select ${COLUMNS} from history
      where ($1::uuid is null or integration_id = $1) and ($2::uuid is null or link_id = $2)
        and ($3::uuid is null or run_id = $3) and ($4::bigint is null or id < $4)
      order by id desc limit $5`,
    [filter.integrationId ?? null, filter.linkId ?? null, filter.runId ?? null, after, limit],
  );
  return rows.map(fromRow);
}

/** The line with that id, or null. */
export async function getHistoryLine(transaction: Transaction, id: string): Promise<StoredLine | null> {
  const rows = await transaction.query(`select ${COLUMNS} from history where id = $1`, [id]);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

function fromRow(row: Row): StoredLine {
  const text = (value: unknown) => (value === null ? null : String(value));
  return {
    id: String(row.id),
    integrationId: String(row.integration_id),
    linkId: String(row.link_id),
    runId: text(row.run_id),
    writeId: text(row.write_id),
    kind: row.kind as HistoryKind,
    side: row.side as StoredLine['side'],
    field: text(row.field),
    before: row.before as FieldValue,
    after: row.after as FieldValue,
    message: text(row.message),
    cause: String(row.cause),
    hash: String(row.hash),
    at: row.at as Date,
  };
}
