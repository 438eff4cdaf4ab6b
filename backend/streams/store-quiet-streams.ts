import type { Page } from '../connectors/sdk/index.js';
import type { Transaction } from '../storage/index.js';
import { progressOf } from './page-progress.js';
import type { PlannedStream } from './stream.js';
import { moveCursors } from './stream-repository.js';

/** A stream whose only page brought nothing new. */
export interface QuietStream {
  readonly stream: PlannedStream;
  readonly page: Page;
}

/** Stores streams that were read to their end before they were published, and moves their cursors as `advanceStream` does. */
export async function storeQuietStreams(
  transaction: Transaction,
  run: { readonly id: string; readonly integrationId: string },
  quiet: readonly QuietStream[],
): Promise<void> {
  const progress = quiet.map(({ page }) => progressOf(page));
  await transaction.query(
    `with read as (
       insert into integration_streams (id, run_id, side, identifier, state, query, pages, refs, high_water, tool_started_at)
       select gen_random_uuid(), $1, side, identifier, 'finished', query, 1, refs, high_water, tool_started_at
         from unnest($3::text[], $4::text[], $5::jsonb[], $6::bigint[], $7::timestamptz[], $8::timestamptz[])
           as s (side, identifier, query, refs, high_water, tool_started_at)
       returning *)
     ${moveCursors('$2')}`,
    [
      run.id,
      run.integrationId,
      quiet.map(({ stream }) => stream.side),
      quiet.map(({ stream }) => stream.identifier),
      quiet.map(({ stream }) => JSON.stringify(stream.query)),
      progress.map(({ refs }) => refs),
      progress.map(({ highWater }) => highWater),
      progress.map(({ toolTime }) => toolTime),
    ],
  );
}
