import {
  type BatchCounts,
  BatchesInHand,
  type Decision,
  type LaneStatus,
  takeStock,
  workBatch,
} from '../changes/index.js';
import { countFigures } from '../figures/index.js';
import type { SyncJob } from '../integrations/index.js';
import type { AppliedPlan } from '../plans/index.js';
import type { Transaction } from '../storage/index.js';
import type { Run, RunCalls } from './run.js';
import { countRun } from './run-repository.js';

/** Batches in hand at once: while one waits for reads, the other keeps the tools busy. */
const BATCHES_AT_ONCE = 2;
/** The longest that a run waits inside for an interrupted write to be looked for; beyond, it is left to the next run. */
const LONGEST_WAIT_MS = 60_000;

/** A run whose changes are all stored. */
export interface WorkPhase {
  readonly job: SyncJob;
  readonly run: Run;
  readonly applied: AppliedPlan | null;
  readonly siteIsKnown: () => Promise<unknown>;
  /** What waits to be dealt with, found just now. */
  readonly waiting: LaneStatus;
  /** Aborted: no further batch is begun. */
  readonly stopping: AbortSignal;
  /** When another run takes up what this one leaves; null: no other comes by itself. */
  readonly nextInMs: number | null;
  /** Whether it has not ended before all that it found is dealt with, however long that must wait. */
  readonly isThorough: boolean;
  /** What the run has sent, in all. */
  readonly sent: () => RunCalls;
}

/** How the work of a run has come to rest. */
export type WorkEnd =
  | { readonly kind: 'done' }
  /** A person must decide before it goes on. */
  | { readonly kind: 'stopped'; readonly reason: string }
  /** The rest can only be dealt with later. */
  | { readonly kind: 'waiting'; readonly delayMs: number };

/** Deals with everything in the lane. */
export async function workAll(
  { job, run, applied, siteIsKnown, waiting, stopping, nextInMs, isThorough, sent }: WorkPhase,
  signal: AbortSignal,
): Promise<WorkEnd> {
  const lane = { integrationId: job.integration.id, lane: job.lane };
  const parts = {
    inHand: new BatchesInHand(),
    count: async (transaction: Transaction, { carriedFrom, ...counts }: BatchCounts) => {
      const calls = sent();
      await Promise.all([
        countFigures(transaction, run.id, { counts, carriedFrom, calls }),
        countRun(transaction, run.id, counts, calls),
      ]);
    },
    approve: (decision: Decision) => applied?.objectionTo(decision) ?? null,
  };
  // for all waits together: what somebody else has in hand is looked at again each second
  let leftMs = nextInMs ?? Number.POSITIVE_INFINITY;
  let stopped: string | null = null;
  let isBroken = false;
  const loop = async () => {
    while (stopped === null && !isBroken) {
      stopping.throwIfAborted();
      const result = await workBatch(job, parts, signal).catch((error: unknown) => {
        isBroken = true;
        throw error;
      });
      if (result.kind === 'stopped') stopped = result.reason;
      if (result.kind === 'idle') return;
    }
  };
  for (let status = waiting; ; ) {
    if (status.nextInMs === null) return { kind: 'done' };
    if (status.nextInMs > 0) {
      if (status.nextInMs > Math.min(LONGEST_WAIT_MS, leftMs)) {
        return isThorough ? { kind: 'waiting', delayMs: status.nextInMs } : { kind: 'done' };
      }
      leftMs -= status.nextInMs;
      await job.clock.sleep(status.nextInMs, stopping);
    }
    await siteIsKnown();
    const ended = await Promise.allSettled(Array.from({ length: BATCHES_AT_ONCE }, loop));
    const failure = ended.find((result) => result.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    if (stopped !== null) return { kind: 'stopped', reason: stopped };
    status = await job.database.transaction('take stock', (transaction) => takeStock(transaction, lane));
  }
}
