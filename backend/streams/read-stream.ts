import { dropSeen, storeChanges } from '../changes/index.js';
import type { ItemRef, Page, PageQuery } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import { ConfigurationError, RefusedError } from '../shared/index.js';
import { assertClaims, type Claim, type Transaction } from '../storage/index.js';
import { recordMarked } from '../writes/index.js';
import { progressOf } from './page-progress.js';
import type { PlannedStream, Stream } from './stream.js';
import { advanceStream } from './stream-repository.js';
import { withMarks } from './with-marks.js';

/** What one run has in hand while it reads. */
export interface Reading {
  readonly job: SyncJob;
  readonly claim: Claim;
  /** When the run was asked for, by this process's clock or later: answers that are older do not count. */
  readonly wantedAt: Date;
  /** Called before the first page that brings anything new is stored: is this still the site we know (I18)? */
  readonly beforeNews: (signal: AbortSignal) => Promise<unknown>;
  /** Aborted: the page in hand is stored, and no further one is read. */
  readonly stopping: AbortSignal;
}

/**
 * Reads a stream to its end. Each page is one transaction (I1): changes, cursor and page state come together or not at all, and
 * the call to the tool is outside of it.
 * @param first the page to begin with, where it was read already
 */
export async function readStream(reading: Reading, stream: Stream, signal: AbortSignal, first?: Page): Promise<void> {
  const { job } = reading;
  let page = first ?? (await readPage(reading, stream, stream.after, signal));
  for (;;) {
    const { refs, next } = page;
    if (!(await storeQuietPage(reading, stream, page))) {
      await reading.beforeNews(signal);
      const marked = { ...page, refs: await withMarks(job, stream.side, refs, signal) };
      await job.database.transaction('store page', (transaction) => storePage(transaction, reading, stream, marked));
    }
    if (next === null) return;
    page = await readPage(reading, stream, next, signal);
  }
}

/** The first page of a stream, of which nothing is stored. */
export function readFirstPage(reading: Reading, stream: PlannedStream, signal: AbortSignal): Promise<Page> {
  return readPage(reading, stream, null, signal);
}

async function readPage(
  { job, wantedAt, stopping }: Reading,
  { side, identifier, query }: PlannedStream,
  after: Stream['after'],
  signal: AbortSignal,
): Promise<Page> {
  stopping.throwIfAborted();
  const { container, open } = job.sides[side];
  const filter = query.filtered ? job.integration.definition[side].filter : null;
  const asked: PageQuery = {
    container,
    filter,
    order: query.order,
    updatedSince: query.updatedSince === null ? null : new Date(query.updatedSince),
    createdSince: query.createdSince === null ? null : new Date(query.createdSince),
    after,
  };
  const page = await open.pages.read(asked, wantedAt, signal).catch((error: unknown) => {
    throw filter === null ? error : filterFault(job, side, error);
  });
  job.log.debug('a page is read', { stream: identifier, side, refs: page.refs.length });
  return page;
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
}

function marksOf(job: SyncJob, stream: Stream, refs: readonly ItemRef[]) {
  return refs.flatMap((ref) =>
    typeof ref.mark === 'string' && job.marks.isOurs(ref.mark)
      ? [{ side: stream.side, mark: ref.mark, itemId: ref.id }]
      : [],
  );
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
