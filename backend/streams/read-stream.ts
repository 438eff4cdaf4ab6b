import { dropSeen, storeChanges } from '../changes/index.js';
import type { ItemRef, Page, PageQuery } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import { ConfigurationError, RefusedError } from '../shared/index.js';
import { assertClaims, type Claim, type Transaction } from '../storage/index.js';
import { recordMarked } from '../writes/index.js';
import type { Stream } from './stream.js';
import { advanceStream, type PageProgress } from './stream-repository.js';
import { withMarks } from './with-marks.js';

/** What one run has in hand while it reads. */
export interface Reading {
  readonly job: SyncJob;
  readonly claim: Claim;
  /** When the run was asked for, by this process's clock or later: answers that are older do not count. */
  readonly wantedAt: Date;
  /** Called before the first page that brings anything new is stored: is this still the site we know (I18)? */
  readonly beforeNews: (signal: AbortSignal) => Promise<void>;
  /** Called within the page's transaction with the number of references read. */
  readonly countRead: (transaction: Transaction, refs: number) => Promise<void>;
  /** Aborted: the page in hand is stored, and no further one is read. */
  readonly stopping: AbortSignal;
}

/**
 * Reads a stream to its end. Each page is one transaction (I1): changes, cursor and page state come together or not at all, and
 * the call to the tool is outside of it.
 */
export async function readStream(reading: Reading, stream: Stream, signal: AbortSignal): Promise<void> {
  const { job } = reading;
  const side = job.sides[stream.side];
  const filter = stream.query.filtered ? job.integration.definition[stream.side].filter : null;
  let after = stream.after;
  for (;;) {
    reading.stopping.throwIfAborted();
    const query: PageQuery = {
      container: side.container,
      filter,
      order: stream.query.order,
      updatedSince: stream.query.updatedSince === null ? null : new Date(stream.query.updatedSince),
      createdSince: stream.query.createdSince === null ? null : new Date(stream.query.createdSince),
      after,
    };
    const page = await side.open.pages.read(query, reading.wantedAt, signal).catch((error: unknown) => {
      throw filter === null ? error : filterFault(job, stream.side, error);
    });
    if (!(await storeQuietPage(reading, stream, page))) {
      await reading.beforeNews(signal);
      const refs = await withMarks(job, stream.side, page.refs, signal);
      await job.database.transaction('store page', (transaction) =>
        storePage(transaction, reading, stream, { ...page, refs }),
      );
    }
    job.log.debug('a page is read', { stream: stream.identifier, side: stream.side, refs: page.refs.length });
    if (page.next === null) return;
    after = page.next;
  }
}

/** A tool that does not take the query is told so to whoever wrote the filter; everything else is passed on. */
function filterFault({ integration, sides }: SyncJob, side: Stream['side'], error: unknown): unknown {
  if (!(error instanceof RefusedError)) return error;
  return new ConfigurationError(
    `integrations.${integration.name}.${side}.filter: connection ${sides[side].connection.name}: ${error.message}; correct the filter and apply the file again`,
    { cause: error },
  );
}

/** Most pages bring nothing new: those need no look at who answers. @returns false when this one does; then nothing was stored. */
function storeQuietPage(reading: Reading, stream: Stream, page: Page): Promise<boolean> {
  const { integration, database } = reading.job;
  return database.transaction('store quiet page', async (transaction) => {
    const fresh = await dropSeen(transaction, integration.id, stream.side, page.refs);
    if (fresh.length > 0) return false;
    await storePage(transaction, reading, stream, page, fresh);
    return true;
  });
}

/** @param known those of the page that the ledger does not know, where they were looked for already */
async function storePage(
  transaction: Transaction,
  reading: Reading,
  stream: Stream,
  page: Page,
  known?: readonly ItemRef[],
): Promise<void> {
  const { job } = reading;
  const integrationId = job.integration.id;
  await assertClaims(transaction, job.workerId, [reading.claim]);
  const { ignoresLedger } = stream.query;
  const refs = ignoresLedger
    ? page.refs
    : (known ?? (await dropSeen(transaction, integrationId, stream.side, page.refs)));
  await storeChanges(transaction, {
    integrationId,
    lane: job.lane,
    side: stream.side,
    kind: 'seen',
    filtered: stream.query.filtered,
    refs,
  });
  await recordMarked(transaction, integrationId, job.runId, marksOf(job, stream, refs));
  if (ignoresLedger) await recordListed(transaction, job.runId, stream.side, page.refs);
  await advanceStream(transaction, { id: stream.id, integrationId }, progressOf(page));
  await reading.countRead(transaction, page.refs.length);
}

function marksOf(job: SyncJob, stream: Stream, refs: readonly ItemRef[]) {
  return refs.flatMap((ref) =>
    typeof ref.mark === 'string' && job.marks.isOurs(ref.mark)
      ? [{ side: stream.side, mark: ref.mark, itemId: ref.id }]
      : [],
  );
}

function progressOf(page: Page): PageProgress {
  const highest = page.refs.reduce<string | null>(
    (greatest, ref) => (greatest === null || ref.version.at > greatest ? ref.version.at : greatest),
    null,
  );
  return {
    after: page.next,
    refs: page.refs.length,
    highWater: highest === null ? null : new Date(highest),
    toolTime: page.toolTime,
  };
}

/** Remembers what a reconcile run was shown, to find what it was not. */
async function recordListed(
  transaction: Transaction,
  runId: string,
  side: Stream['side'],
  refs: readonly ItemRef[],
): Promise<void> {
  await transaction.query(
    `insert into listed_items (run_id, side, item_id) select $1, $2, * from unnest($3::text[]) on conflict do nothing`,
    [runId, side, refs.map((ref) => ref.id)],
  );
}
