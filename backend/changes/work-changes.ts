import type { SyncJob } from '../integrations/index.js';
import { allEnded, errorMessage, MalformedAnswerError, StaleError, UnavailableError } from '../shared/index.js';
import type { Transaction } from '../storage/index.js';
import {
  type Closing,
  type CreateWork,
  executeCreates,
  executeLinks,
  type LinkWork,
  recordLook,
  type Sinks,
  settleRemovals,
  stopsBatch,
  type Waiting,
  type WorkCounts,
} from '../writes/index.js';
import { adoptOrphan } from './adopt-orphan.js';
import type { BatchesInHand } from './batches-in-hand.js';
import { type PutOff, postponeChanges, removeChanges, storeChanges } from './change-repository.js';
import { type Decision, decideBatch } from './decide-batch.js';
import type { Doubled, Orphaned, Postponed, Skip, Vanished } from './decision.js';
import { type LedgerEntry, recordSeen } from './ledger.js';
import { readItems } from './read-items.js';
import { repairDouble } from './repair-double.js';
import { settleVanished } from './settle-vanished.js';
import { type Batch, changesOf } from './take-batch.js';

/** What a batch adds to the counters of its run. */
export interface BatchCounts extends WorkCounts {
  /** Items looked at. */
  readonly read: number;
  readonly skipped: number;
  /** When what was written had changed on the other side, by that tool's clock. */
  readonly carriedFrom: readonly Date[];
}

/** How one batch ended. */
export type BatchResult =
  | { readonly kind: 'idle' }
  | { readonly kind: 'worked' }
  /** More items vanished than the integration's limit: a person decides (I5). */
  | { readonly kind: 'stopped'; readonly reason: string };

/** Base of the growing wait of an item that its tool does not take. */
const FAILED_DELAY_MS = 30_000;
const FAILED_MAX_DELAY_MS = 3_600_000;
/** Base of the wait after passing trouble (the tool was not there), and how often that is believed to pass. */
const PASSING_DELAY_MS = 2_000;
const MOST_PASSING = 5;
/** When links that another commit has changed in the middle of the work are looked at again. */
const STALE_DELAY_MS = 1_000;

/**
 * Deals with the next changes of the run's lane, from fresh reads to closed links.
 * @param parts.count called within the transaction that stores what it counts.
 * @param parts.approve says of a decision why it must not be carried out now (a plan that it has drifted from), or null.
 */
export async function workBatch(
  job: SyncJob,
  parts: {
    /** Shared by all that work batches of this run at once. */
    readonly inHand: BatchesInHand;
    readonly count: (transaction: Transaction, counts: BatchCounts) => Promise<void>;
    readonly approve?: (decision: Decision) => string | null;
  },
  signal: AbortSignal,
): Promise<BatchResult> {
  const { inHand, count, approve = () => null } = parts;
  const batch = await inHand.take(job);
  if (batch === null) return { kind: 'idle' };
  const sinks = sinksOf(job, count);
  try {
    const decisions = (await decideBatch(job, batch, signal)).map((decision) =>
      withApproval(decision, approve(decision)),
    );
    await storeIdle(job, decisions, count);
    const stopped = await settleVanished(
      job,
      decisions.filter((decision): decision is Vanished => decision.kind === 'vanished'),
      signal,
    );
    for (const double of decisions.filter((decision): decision is Doubled => decision.kind === 'doubled')) {
      await repairDouble(job, double, signal);
    }
    for (const orphan of decisions.filter((decision): decision is Orphaned => decision.kind === 'orphaned')) {
      await adoptOrphan(job, orphan, signal);
    }
    const readBack = async (side: 'left' | 'right', ids: readonly string[]) =>
      (await readItems(job, side, ids, signal)).items;
    await allEnded([
      executeLinks(
        job,
        decisions.filter((decision): decision is LinkWork => decision.kind === 'link'),
        { readBack, sinks },
        signal,
      ),
      executeCreates(
        job,
        decisions.filter((decision): decision is CreateWork => decision.kind === 'create'),
        { readBack, sinks },
        signal,
      ),
    ]);
    return stopped === null ? { kind: 'worked' } : { kind: 'stopped', reason: stopped };
  } catch (error) {
    if (error instanceof StaleError) {
      // a person's command came in between: what was not stored is looked for, like after a crash
      await putOff(job, batch, { error, delayMs: staleDelayMs, mostPassing: MOST_PASSING });
      return { kind: 'worked' };
    }
    // what concerns one batch alone must not come back at once and stop the others for ever
    if (!concernsRun(error) && !signal.aborted)
      await putOff(job, batch, { error, delayMs: failedDelayMs, mostPassing: 0 });
    throw error;
  } finally {
    await inHand.putDown(job, batch);
  }
}

/** Whether the run as a whole waits or stops because of it: then no change is to blame. */
function concernsRun(error: unknown): boolean {
  return stopsBatch(error) || error instanceof UnavailableError || error instanceof MalformedAnswerError;
}

/** What was not approved is left for the next incremental run. */
function withApproval(decision: Decision, objection: string | null): Decision {
  if (objection === null || (decision.kind !== 'link' && decision.kind !== 'create')) return decision;
  return {
    kind: 'postponed',
    claim: decision.claim,
    changes: decision.changes,
    delayMs: FAILED_DELAY_MS,
    problem: objection,
    lookedFor: [],
  };
}

/** Stores what needs no call: skipped items are seen, waiting ones are put off. */
async function storeIdle(
  job: SyncJob,
  decisions: readonly Decision[],
  count: (transaction: Transaction, counts: BatchCounts) => Promise<void>,
): Promise<void> {
  const skipped = decisions.filter((decision): decision is Skip => decision.kind === 'skip');
  const postponed = decisions.filter((decision): decision is Postponed => decision.kind === 'postponed');
  const waiting = decisions.filter((decision): decision is Waiting => decision.kind === 'waiting');
  const settleMs = (side: 'left' | 'right') =>
    Math.max(job.sides[side].tool.abilities.settleDelayMs, job.integration.definition.settleMs);
  const longestSettleMs = Math.max(settleMs('left'), settleMs('right'));
  await job.database.transaction('store idle changes', async (transaction) => {
    await recordSeen(
      transaction,
      job.integration.id,
      skipped.flatMap(({ seen }) => seen.map(ledgerEntry)),
    );
    await removeChanges(
      transaction,
      skipped.flatMap(({ changes }) => changes),
    );
    await recordLook(
      transaction,
      waiting.flatMap(({ lookedFor }) => lookedFor),
      longestSettleMs,
    );
    const gone = skipped.flatMap(({ changes, seen }) => (seen.length === 0 ? changes : []));
    for (const side of ['left', 'right'] as const) {
      const itemIds = gone.filter((change) => change.side === side).map(({ itemId }) => itemId);
      await settleRemovals(transaction, job.integration.id, { side, itemIds });
      const ids = postponed.flatMap(({ lookedFor }) =>
        lookedFor.filter((look) => look.side === side).map(({ id }) => id),
      );
      await recordLook(transaction, ids, settleMs(side));
    }
    await postponeChanges(transaction, [
      ...waiting.flatMap(({ pair, delayMs }) =>
        pair.changes.map(({ id }) => ({ id, delayMs: delayMs ?? longestSettleMs, problem: null, isAttempt: false })),
      ),
      ...postponed.flatMap(({ changes, delayMs, problem, lookedFor }) =>
        changes.map((change) => ({
          id: change.id,
          delayMs:
            delayMs ?? (lookedFor[0] === undefined ? failedDelayMs(change.attempts) : settleMs(lookedFor[0].side)),
          problem,
          isAttempt: problem !== null,
        })),
      ),
    ]);
    await count(transaction, {
      read: decisions.length,
      skipped: skipped.length,
      created: 0,
      updated: 0,
      held: 0,
      failed: postponed.filter(({ problem }) => problem !== null).length,
      carriedFrom: [],
    });
  });
}

function failedDelayMs(attempts: number): number {
  return Math.min(FAILED_DELAY_MS * 2 ** Math.min(attempts, 10), FAILED_MAX_DELAY_MS);
}

function staleDelayMs(attempts: number): number {
  return Math.min(STALE_DELAY_MS * 2 ** Math.min(attempts, 10), FAILED_MAX_DELAY_MS);
}

function ledgerEntry({ side, item, hash, isCovering = false }: Closing['seen'][number]): LedgerEntry {
  return { side, itemId: item.id, version: item.version, hash, open: isCovering };
}

/** What this stage stores when links are closed: the ledger, the changes that are settled, and the counters. */
function sinksOf(job: SyncJob, count: (transaction: Transaction, counts: BatchCounts) => Promise<void>): Sinks {
  return {
    async store(transaction, closings) {
      const requeued = (side: string, id: string, closing: Closing) =>
        closing.requeue.some((entry) => entry.side === side && entry.ref.id === id);
      await recordSeen(
        transaction,
        job.integration.id,
        closings.flatMap((closing) =>
          // while a write is unknown, its item must be looked at again whatever its version says
          closing.waiting
            ? []
            : closing.seen.filter((entry) => !requeued(entry.side, entry.item.id, closing)).map(ledgerEntry),
        ),
      );
      const settled = closings.filter((closing) => closing.problem === null && !closing.waiting);
      await removeChanges(
        transaction,
        settled.flatMap(({ changes }) => changes),
      );
      await postponeChanges(transaction, closings.flatMap(putOffOf));
      for (const closing of closings) {
        for (const { side, ref } of closing.requeue) {
          await storeChanges(transaction, {
            integrationId: job.integration.id,
            lane: job.lane,
            side,
            kind: 'seen',
            filtered: true,
            refs: [ref],
          });
        }
      }
      const sum = (name: keyof WorkCounts) => closings.reduce((total, { counts }) => total + counts[name], 0);
      await count(transaction, {
        read: 0,
        skipped: 0,
        created: sum('created'),
        updated: sum('updated'),
        held: sum('held'),
        failed: sum('failed'),
        carriedFrom: closings.flatMap(({ carriedFrom }) => carriedFrom),
      });
    },
  };
}

/** When to look again at what was not finished: refusals slowly, passing trouble soon, unknown outcomes at once. */
function putOffOf(closing: Closing): readonly PutOff[] {
  if (closing.problem === null && !closing.waiting) return [];
  return closing.changes.map(({ id, attempts }) => {
    if (closing.problem === null) return { id, delayMs: 0, problem: null, isAttempt: false };
    const isPassing = closing.isPassing && attempts < MOST_PASSING;
    return {
      id,
      delayMs: isPassing ? PASSING_DELAY_MS * 2 ** attempts : failedDelayMs(attempts),
      problem: isPassing ? null : closing.problem,
      isAttempt: true,
    };
  });
}

/** An error that is no item's fault and no connection's: the batch waits, and says why. */
async function putOff(
  job: SyncJob,
  batch: Batch,
  {
    error,
    delayMs,
    mostPassing,
  }: {
    readonly error: unknown;
    readonly delayMs: (attempts: number) => number;
    /** So many attempts long nobody needs to know of it, and the run waits for it. */
    readonly mostPassing: number;
  },
): Promise<void> {
  await job.database.transaction('put off changes', (transaction) =>
    postponeChanges(
      transaction,
      changesOf(batch).map(({ id, attempts }) => ({
        id,
        delayMs: delayMs(attempts),
        problem: attempts < mostPassing ? null : errorMessage(error),
        isAttempt: true,
      })),
    ),
  );
}
