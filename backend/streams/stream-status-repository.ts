import { sideSchema } from '../mappings/index.js';
import type { PageOf, Row, Transaction } from '../storage/index.js';
import { type Stream, type StreamQuery, streamQuery } from './stream.js';

/** How far a stream is, for people. Where it goes on in the tool is the connector's own business. */
export interface StreamStatus {
  readonly id: string;
  readonly runId: string;
  readonly side: Stream['side'];
  readonly identifier: string;
  readonly state: Stream['state'];
  readonly query: StreamQuery;
  readonly pages: number;
  /** Records that its pages named. */
  readonly refs: number;
  /** The greatest change time read, in the tool's clock. */
  readonly highWater: Date | null;
}

const COLUMNS = 'id, run_id, side, identifier, state, query, pages, refs, high_water';

/** A page of a run's streams, by identifier. */
export async function pageStreams(
  transaction: Transaction,
  runId: string,
  { after, limit }: PageOf<string>,
): Promise<readonly StreamStatus[]> {
  const rows = await transaction.query(
    `select ${COLUMNS} from integration_streams where run_id = $1 and ($2::text is null or identifier > $2)
      order by identifier limit $3`,
    [runId, after, limit],
  );
  return rows.map(fromRow);
}

/** The stream with that id, or null. */
export async function getStream(transaction: Transaction, id: string): Promise<StreamStatus | null> {
  const rows = await transaction.query(`select ${COLUMNS} from integration_streams where id = $1`, [id]);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

function fromRow(row: Row): StreamStatus {
  return {
    id: String(row.id),
    runId: String(row.run_id),
    side: sideSchema.parse(row.side),
    identifier: String(row.identifier),
    state: row.state as Stream['state'],
    query: streamQuery.parse(row.query),
    pages: Number(row.pages),
    refs: Number(row.refs),
    highWater: row.high_water as Date | null,
  };
}
