import { dropSeen, type LaneStatus, takeStock } from '../changes/index.js';
import type { Page } from '../connectors/sdk/index.js';
import { allEnded } from '../shared/index.js';
import { assertClaims, type Transaction } from '../storage/index.js';
import {
  listStreams,
  type PlannedStream,
  publishStreams,
  type QuietStream,
  type Reading,
  readFirstPage,
  readStream,
  type Stream,
  storeQuietStreams,
} from '../streams/index.js';
import type { ReadPhase } from './read-phase.js';
import { requeueWaiting } from './requeue-waiting.js';
import { startOrLeave } from './start-or-leave.js';

/** What came of a poll's first pages. */
type Polled =
  | { readonly isQuiet: true; readonly waiting: LaneStatus | null }
  /** There is more to them, and nothing of them is stored. */
  | { readonly isQuiet: false; readonly streams: readonly Stream[] };

/**
 * Reads the lists of a poll that nobody has begun. Most show one page each and nothing new: such a poll is stored and ended in one
 * transaction. Streams of others are published then, and read as every run's, beginning with the pages that are there.
 * @returns of a quiet poll what waits, or that it has ended; of others null, once all is stored.
 */
export async function poll(
  phase: ReadPhase,
  reading: Reading,
  planned: readonly PlannedStream[],
  signal: AbortSignal,
): Promise<{ readonly waiting: LaneStatus | null } | null> {
  const answers = await Promise.allSettled(planned.map((stream) => readFirstPage(reading, stream, signal)));
  signal.throwIfAborted();
  const polled = await phase.job.database.transaction('end quiet poll', (transaction) =>
    endIfQuiet(transaction, phase, planned, answers),
  );
  if (polled.isQuiet) return { waiting: polled.waiting };
  await allEnded(
    polled.streams.map(async (stream) => {
      const answer = answers[planned.findIndex(({ identifier }) => identifier === stream.identifier)];
      if (answer?.status === 'rejected') throw answer.reason;
      await readStream(reading, stream, signal, answer?.value);
    }),
  );
  return null;
}

async function endIfQuiet(
  transaction: Transaction,
  phase: ReadPhase,
  planned: readonly PlannedStream[],
  answers: readonly PromiseSettledResult<Page>[],
): Promise<Polled> {
  const { job, run, claim } = phase;
  const ended = planned.flatMap((stream, index): readonly QuietStream[] => {
    const answer = answers[index];
    return answer?.status === 'fulfilled' && answer.value.next === null ? [{ stream, page: answer.value }] : [];
  });
  const [, , status, ...fresh] = await Promise.all([
    assertClaims(transaction, job.workerId, [claim]),
    requeueWaiting(transaction, job),
    takeStock(transaction, { integrationId: job.integration.id, lane: job.lane }),
    ...ended.map(({ stream, page }) => dropSeen(transaction, job.integration.id, stream.side, page.refs)),
  ]);
  if (ended.length < planned.length || fresh.some((refs) => refs.length > 0)) {
    await publishStreams(transaction, run.id, planned);
    return { isQuiet: false, streams: await listStreams(transaction, run.id) };
  }
  const [, waiting] = await Promise.all([
    storeQuietStreams(transaction, run, ended),
    startOrLeave(transaction, phase, status),
  ]);
  return { isQuiet: true, waiting };
}
