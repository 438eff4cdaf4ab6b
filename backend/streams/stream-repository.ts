import { sideSchema } from '../mappings/index.js';
import { jsonValue } from '../shared/index.js';
import type { Transaction } from '../storage/index.js';
import type { PageProgress } from './page-progress.js';
import { type PlannedStream, type Stream, streamQuery } from './stream.js';

/** Publishes streams of a run. One that is there already stays as it is. */
export async function publishStreams(
  transaction: Transaction,
  runId: string,
  streams: readonly PlannedStream[],
): Promise<void> {
  await transaction.query(
    `insert into integration_streams (id, run_id, side, identifier, state, query)
     select gen_random_uuid(), $1, side, identifier, 'pending', query
       from unnest($2::text[], $3::text[], $4::jsonb[]) as s (side, identifier, query)
     on conflict (run_id, identifier) do nothing -- a retried page may publish the same child`,
    [
      runId,
      streams.map(({ side }) => side),
      streams.map(({ identifier }) => identifier),
      streams.map(({ query }) => JSON.stringify(query)),
    ],
  );
}

/** Publishes streams of earlier runs in this one, to be read from their first page whatever the ledger has seen. */
export async function publishAgain(
  transaction: Transaction,
  runId: string,
  streamIds: readonly string[],
): Promise<void> {
  await transaction.query(
    `insert into integration_streams (id, run_id, side, identifier, state, query)
     select gen_random_uuid(), $1, side, identifier || ' of ' || id, 'pending', query || '{"ignoresLedger": true}'
       from integration_streams where id = any($2::uuid[])
     on conflict (run_id, identifier) do nothing`,
    [runId, streamIds],
  );
}

/** The streams of a run in the order of their names. */
export async function listStreams(transaction: Transaction, runId: string): Promise<readonly Stream[]> {
  const rows = await transaction.query(
    `select id, side, identifier, state, query, after, pages from integration_streams where run_id = $1 order by identifier`,
    [runId],
  );
  return rows.map((row) => ({
    id: String(row.id),
    side: sideSchema.parse(row.side),
    identifier: String(row.identifier),
    state: row.state as Stream['state'],
    query: streamQuery.parse(row.query),
    after: jsonValue.nullable().parse(row.after),
    pages: Number(row.pages),
  }));
}

/** The second half of a statement whose `read` is streams as they are now. */
export function moveCursors(integrationId: string): string {
  return `insert into cursors as c (integration_id, side, updated_to)
     select ${integrationId}, side, least(high_water, coalesce(tool_started_at, high_water)) from read
      where state = 'finished' and query->>'order' = 'updated' and high_water is not null
     on conflict (integration_id, side) do update set updated_to = excluded.updated_to
      where excluded.updated_to > c.updated_to`;
}

/**
 * Moves a stream past a page; without a next page it is finished. A poll that is finished moves the cursor of its side to where it
 * has read: the greatest change time, at most the tool's clock when the stream began (I2, F28). A cursor never goes back.
 */
export async function advanceStream(
  transaction: Transaction,
  stream: { readonly id: string; readonly integrationId: string },
  page: PageProgress,
): Promise<void> {
  await transaction.query(
    `with read as (
       update integration_streams
          set state = case when $2::jsonb is null then 'finished' else 'reading' end,
              after = $2::jsonb, pages = pages + 1, refs = refs + $3,
              high_water = greatest(high_water, $4::timestamptz),
              tool_started_at = coalesce(tool_started_at, $5::timestamptz)
        where id = $1 returning *)
     ${moveCursors('$6')}`,
    [
      stream.id,
      page.after === null ? null : JSON.stringify(page.after),
      page.refs,
      page.highWater,
      page.toolTime,
      stream.integrationId,
    ],
  );
}

/** Where the next poll of each side begins; a side that was never read is absent. */
export type Cursors = Readonly<Partial<Record<Stream['side'], Date>>>;

/** Sets the cursor of a side where there is none yet. */
export async function startCursor(
  transaction: Transaction,
  integrationId: string,
  side: Stream['side'],
  updatedTo: Date,
): Promise<void> {
  await transaction.query(
    `insert into cursors (integration_id, side, updated_to) values ($1, $2, $3) on conflict do nothing`,
    [integrationId, side, updatedTo],
  );
}

/** Where the next polls of an integration begin. */
export async function findCursors(transaction: Transaction, integrationId: string): Promise<Cursors> {
  const rows = await transaction.query('select side, updated_to from cursors where integration_id = $1', [
    integrationId,
  ]);
  return Object.fromEntries(rows.map((row) => [String(row.side), row.updated_to as Date]));
}
