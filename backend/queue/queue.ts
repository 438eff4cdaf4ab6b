import type { z } from 'zod';

/**
 * The queue port: who works next, on which process, and again after a crash. All state is in rows; a job says only which
 * rows it is about, so losing every job loses nothing that a sweep over the tables would not find. Order and exclusion per
 * link or integration are kept by claims in the database, not here, for a broker could not promise them.
 */
export interface Queue {
  /**
   * Adds a job in the caller's transaction: it exists exactly if that commits.
   *
   * With a `key` at most one job waits under it: adding another replaces the payload, the delay and the attempts of the one
   * that waits. One that runs already is left alone, is not tried again if it fails, and the new one runs besides.
   */
  enqueue<Payload>(
    transaction: QueueTransaction,
    task: Task<Payload>,
    payload: Payload,
    options?: EnqueueOptions,
  ): Promise<void>;

  /**
   * Starts to take jobs of the given tasks, as many at a time as `concurrency` says. A job whose process was killed is taken
   * up again by any other worker within seconds, as one more attempt; so a handler may see a job twice and must not mind.
   * A job whose handler throws is tried again after growing waits, until its attempts are used up.
   */
  work(handlers: readonly TaskHandler[], options: { readonly concurrency: number }): Promise<QueueWorker>;

  /** Takes back the job that waits under `key`, in the caller's transaction. One that runs finishes, but is not tried again. */
  cancel(transaction: QueueTransaction, key: string): Promise<void>;

  /** Makes the dead jobs of a task due again with fresh attempts, and answers how many there were. */
  redrive(task: Task<unknown>): Promise<number>;

  stats(): Promise<QueueStats>;

  /** Ends every connection; call it after `stop` of each worker. */
  close(): Promise<void>;
}

/** What the queue needs of a transaction: one statement with `$1`-style parameters, and its rows. */
export interface QueueTransaction {
  query(sql: string, parameters?: readonly unknown[]): Promise<readonly unknown[]>;
}

/** A kind of work. */
export interface Task<Payload> {
  readonly name: string;
  /** Ids only. Checked on receipt, for the job may come from another version of this program. */
  readonly payload: z.ZodType<Payload>;
}

export interface EnqueueOptions {
  readonly key?: string;
  /** Counted by the database's clock. */
  readonly delayMs?: number;
  /** How often it is tried before it is dead; 25 unless told, which with the growing waits is about three days. */
  readonly maxAttempts?: number;
}

/** What a handler is told besides the payload. */
export interface JobContext {
  /** 1 the first time. */
  readonly attempt: number;
  /**
   * Aborted when a worker that stops waits no longer, and when it has lost its lease, so that others may already do the same job. A
   * handler that throws because of a stop has used up no attempt.
   */
  readonly signal: AbortSignal;
  /** Aborted as soon as the worker stops, and with `signal`: finish what is in hand and begin nothing more. */
  readonly stopping: AbortSignal;
}

/** A task with the function that does it; made by `handle`. */
export interface TaskHandler {
  readonly taskName: string;
  /** @throws {z.ZodError} when the payload is not what the task says; the job is tried again later, perhaps by a newer version. */
  run(payload: unknown, context: JobContext): Promise<void>;
}

export interface QueueWorker {
  /**
   * Takes no more jobs, asks those that run to come to an end, cuts them off after `graceMs` (0 unless told), and waits for their
   * handlers. What they gave up is due at once.
   */
  stop(options?: { readonly graceMs?: number }): Promise<void>;
}

export interface QueueStats {
  /** Living workers on all processes. */
  readonly workers: number;
  readonly tasks: Readonly<Record<string, TaskStats>>;
}

export interface TaskStats {
  /** Due, and not yet taken. */
  readonly waiting: number;
  /** Not due yet: delayed, or failed and waiting to be tried again. */
  readonly delayed: number;
  readonly running: number;
  /** Given up after their attempts. */
  readonly dead: number;
  /** Since when the first of the waiting ones has been due. */
  readonly oldestWaitSeconds: number;
}

/** Binds a task to the function that does it, which sees a checked payload. */
export function handle<Payload>(
  task: Task<Payload>,
  run: (payload: Payload, context: JobContext) => Promise<void>,
): TaskHandler {
  return { taskName: task.name, run: async (payload, context) => run(task.payload.parse(payload), context) };
}
