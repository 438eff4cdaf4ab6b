import type pg from 'pg';
import { z } from 'zod';
import type { Logger } from '../../shared/index.js';
import type { EnqueueOptions, Queue, QueueStats, QueueTransaction, QueueWorker, Task, TaskHandler } from '../queue.js';
import { GraphileQueueWorker } from './graphile-queue-worker.js';
import { openPool } from './open-pool.js';
import { LEASE_LOCKS } from './worker-lease.js';

const ENQUEUE = 'select syncline_queue.enqueue($1, $2::json, $3, $4, $5)';

const REDRIVE = `
  select count(*)::int as count
    from graphile_worker.reschedule_jobs(
      (select array_agg(id) from graphile_worker.jobs
        where task_identifier = $1 and locked_at is null and attempts >= max_attempts),
      run_at => now(), attempts => 0)`;

const STATS = `
  select task_identifier as "taskName",
         count(*) filter (where locked_at is null and attempts < max_attempts and run_at <= now())::int as waiting,
         count(*) filter (where locked_at is null and attempts < max_attempts and run_at > now())::int as delayed,
         count(*) filter (where locked_at is not null)::int as running,
         count(*) filter (where locked_at is null and attempts >= max_attempts)::int as dead,
         coalesce(extract(epoch from now() - min(run_at)
           filter (where locked_at is null and attempts < max_attempts and run_at <= now())), 0)::float8 as "oldestWaitSeconds"
    from graphile_worker.jobs group by task_identifier`;

const WORKERS = `
  select count(*)::int as count from pg_locks
   where locktype = 'advisory' and granted and classid = ${LEASE_LOCKS}
     and database = (select oid from pg_database where datname = current_database())`;

const countRow = z.object({ count: z.number() });
const statsRow = z.object({
  taskName: z.string(),
  waiting: z.number(),
  delayed: z.number(),
  running: z.number(),
  dead: z.number(),
  oldestWaitSeconds: z.number(),
});

/** The queue in the platform's own database, by graphile-worker: any number of processes and machines may share it. */
export class GraphileQueue implements Queue {
  readonly #databaseUrl: string;
  readonly #log: Logger;
  readonly #pool: pg.Pool;

  /** Connects when first needed. The queue's schema must be there: see `prepareQueue`. */
  constructor(databaseUrl: string, log: Logger) {
    this.#databaseUrl = databaseUrl;
    this.#log = log;
    this.#pool = openPool(databaseUrl, { max: 2, log });
  }

  async enqueue<Payload>(
    transaction: QueueTransaction,
    task: Task<Payload>,
    payload: Payload,
    { key, delayMs = 0, maxAttempts }: EnqueueOptions = {},
  ): Promise<void> {
    const parameters = [task.name, JSON.stringify(payload), key ?? null, maxAttempts ?? null, delayMs / 1_000];
    await transaction.query(ENQUEUE, parameters);
  }

  async work(handlers: readonly TaskHandler[], { concurrency }: { concurrency: number }): Promise<QueueWorker> {
    return new GraphileQueueWorker({ databaseUrl: this.#databaseUrl, handlers, concurrency, log: this.#log });
  }

  async cancel(transaction: QueueTransaction, key: string): Promise<void> {
    await transaction.query('select syncline_queue.cancel($1)', [key]);
  }

  async redrive(task: Task<unknown>): Promise<number> {
    const { rows } = await this.#pool.query(REDRIVE, [task.name]);
    return countRow.parse(rows[0]).count;
  }

  async stats(): Promise<QueueStats> {
    const [tasks, workers] = await Promise.all([this.#pool.query(STATS), this.#pool.query(WORKERS)]);
    const byName = tasks.rows.map((row) => {
      const { taskName, ...stats } = statsRow.parse(row);
      return [taskName, stats] as const;
    });
    return { workers: countRow.parse(workers.rows[0]).count, tasks: Object.fromEntries(byName) };
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
