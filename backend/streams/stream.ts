import { z } from 'zod';
import type { Side } from '../mappings/index.js';
import type { JsonValue } from '../shared/index.js';

/** What a stream reads; the `query` column. */
export const streamQuery = z.object({
  order: z.enum(['identity', 'updated']),
  /** ISO instants in the tool's clock. */
  updatedSince: z.string().nullable(),
  createdSince: z.string().nullable(),
  filtered: z.boolean(),
  /** Reconcile and replay look at every item afresh: what the ledger knows is no proof that nothing changed silently (B19). */
  ignoresLedger: z.boolean(),
});
export type StreamQuery = z.infer<typeof streamQuery>;

/** A stream that a run is to read, published or not. */
export type PlannedStream = Pick<Stream, 'side' | 'identifier' | 'query'>;

/** One list of records that a run reads page by page. */
export interface Stream {
  readonly id: string;
  readonly side: Side;
  /** Unique in its run: a repeated page publishes it once (F12). */
  readonly identifier: string;
  readonly state: 'pending' | 'reading' | 'finished';
  readonly query: StreamQuery;
  readonly after: JsonValue | null;
  readonly pages: number;
}
