import { EventEmitter } from 'node:events';
import { Logger as GraphileLogger, type JobHelpers, type Runner, run } from 'graphile-worker';
import type pg from 'pg';
import { errorMessage, type Logger, systemClock } from '../../shared/index.js';
import type { QueueWorker, TaskHandler } from '../queue.js';
import { openPool } from './open-pool.js';
import { WorkerLease } from './worker-lease.js';

export interface WorkerOptions {
  readonly databaseUrl: string;
  readonly handlers: readonly TaskHandler[];
  readonly concurrency: number;
  readonly log: Logger;
}

/** How soon a job is seen of which no announcement came; each of the workers of a pool looks for itself. See `WorkerLease`. */
const POLL_MS = 10_000;
const START_AGAIN_MS = 500;
const MAX_CONNECTIONS = 6;

interface InterruptedJob {
  readonly id: string;
  readonly attempt: number;
}

/**
 * Takes and does jobs until it is stopped. One round is one graphile-worker pool under one lease: when the lease is lost or
 * the pool gives up (the database was away), the round ends and another begins, under a new name, for under the old one
 * others may have taken its jobs already.
 */
export class GraphileQueueWorker implements QueueWorker {
  readonly #options: WorkerOptions;
  readonly #stopping = new AbortController();
  readonly #cutting = new AbortController();
  readonly #rounds: Promise<void>;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#rounds = this.#work();
  }

  async stop({ graceMs = 0 }: { readonly graceMs?: number } = {}): Promise<void> {
    const reason = new Error('the worker stops');
    const ended = new AbortController();
    this.#stopping.abort(reason);
    const grace = graceMs > 0 ? systemClock.sleep(graceMs, ended.signal) : Promise.resolve();
    const cut = grace.then(
      () => this.#cutting.abort(reason),
      () => undefined,
    );
    await this.#rounds;
    ended.abort();
    await cut;
  }

  async #work(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#round();
      } catch (error) {
        this.#options.log.warn('the queue cannot be reached', { error: errorMessage(error) });
      }
      await systemClock.sleep(START_AGAIN_MS, signal).catch(() => undefined);
    }
  }

  async #round(): Promise<void> {
    const { databaseUrl, handlers, concurrency, log } = this.#options;
    const pool = openPool(databaseUrl, { max: MAX_CONNECTIONS, log });
    const events = new EventEmitter();
    const interrupted: InterruptedJob[] = [];
    let lease: WorkerLease | undefined;
    events.once('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
      lease = new WorkerLease(databaseUrl, workerPool.id);
    });
    const taskList = Object.fromEntries(
      handlers.map((handler) => [
        handler.taskName,
        async (payload: unknown, { job }: JobHelpers) => {
          const signal = AbortSignal.any([this.#cutting.signal, leaseOf(lease).over]);
          const stopping = AbortSignal.any([this.#stopping.signal, signal]);
          try {
            await handler.run(payload, { attempt: job.attempts, signal, stopping });
          } catch (error) {
            if (this.#stopping.signal.aborted) interrupted.push({ id: job.id, attempt: job.attempts });
            throw error;
          }
        },
      ]),
    );
    try {
      const runner = await run({
        pgPool: pool,
        taskList,
        parsedCronItems: [],
        concurrency,
        events,
        pollInterval: POLL_MS,
        noHandleSignals: true,
        // Batches of what is at hand. Without them it drops the promises by which it closes jobs: nobody waits for those at
        // a stop, and one that fails, because the database is away, would end this process.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
        logger: graphileLogger(log),
        // It is asked before each look for a job; without a lease there is no answer, and so no job.
        forbiddenFlags: async () => {
          await leaseOf(lease).held;
          return null;
        },
      });
      await this.#untilOver(runner, leaseOf(lease));
      await giveBack(pool, interrupted);
    } finally {
      await lease?.giveBack();
      await pool.end();
    }
  }

  async #untilOver(runner: Runner, lease: WorkerLease): Promise<void> {
    const over = AbortSignal.any([this.#stopping.signal, lease.over]);
    const ended = runner.promise.catch((error: unknown) => {
      this.#options.log.warn('the worker pool gave up', { error: errorMessage(error) });
    });
    await Promise.race([ended, new Promise((resolve) => over.addEventListener('abort', resolve, { once: true }))]);
    // Rejects when the pool has stopped by itself, which is what we want.
    await runner.stop().catch(() => undefined);
    await ended;
  }
}

function leaseOf(lease: WorkerLease | undefined): WorkerLease {
  if (lease === undefined) throw new Error('graphile-worker announces its pool before it starts it');
  return lease;
}

/** Jobs that were stopped on purpose did not fail: they are due at once and keep their attempts. */
async function giveBack(pool: pg.Pool, jobs: readonly InterruptedJob[]): Promise<void> {
  for (const { id, attempt } of jobs) {
    const again = 'select graphile_worker.reschedule_jobs(array[$1::bigint], run_at => now(), attempts => $2)';
    await pool.query(again, [id, attempt - 1]);
  }
}

/** Its warnings and errors only: the rest tells what it does all the time. */
function graphileLogger(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn('graphile-worker', { words: message });
  });
}
