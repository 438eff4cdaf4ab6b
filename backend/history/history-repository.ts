import type { FieldValue } from '../connectors/sdk/index.js';
import type { Transaction } from '../storage/index.js';
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

/** The history of a link, oldest first. */
export async function listHistory(transaction: Transaction, linkId: string): Promise<readonly StoredLine[]> {
  const rows = await transaction.query(
    `select id, integration_id, link_id, run_id, write_id, kind, side, field, before, after, message, cause, hash, at
       from history where link_id = $1 order by id`,
    [linkId],
  );
  const text = (value: unknown) => (value === null ? null : String(value));
  return rows.map((row) => ({
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
  }));
}
