import { LeaseLostError } from '../shared/index.js';
import type { Database, Transaction } from './database.js';

/** How long a worker may be silent before others take its work. Longer than any request's time-out, well below the promised minute. */
export const LEASE_SECONDS = 45;
/** How often a living worker says so. */
export const HEARTBEAT_MS = 10_000;

/** A worker as it begins. */
export interface StartedWorker {
  readonly id: string;
  /** Of its process: no other ever has it. */
  readonly name: string;
  /** Its machine, and the version of the program: for people. */
  readonly host?: string | null;
  readonly version?: string | null;
}

/** Adds a worker with a fresh lease. */
export async function startWorker(
  database: Database,
  { id, name, host = null, version = null }: StartedWorker,
): Promise<void> {
  await database.transaction('start worker', (transaction) =>
    transaction.query(
      `insert into workers (id, name, lease_until, host, version)
       values ($1, $2, syncline_now() + make_interval(secs => $3), $4, $5)`,
      [id, name, LEASE_SECONDS, host, version],
    ),
  );
}

/**
 * Prolongs the lease. A lease that has run out is never revived, even if nobody took the work yet: the worker cannot know.
 * @throws LeaseLostError then; the worker must drop all it has in hand.
 */
export async function heartbeat(database: Database, workerId: string): Promise<void> {
  const rows = await database.transaction('heartbeat', (transaction) =>
    transaction.query(
      `update workers set lease_until = syncline_now() + make_interval(secs => $2)
        where id = $1 and lease_until > syncline_now() returning id`,
      [workerId, LEASE_SECONDS],
    ),
  );
  if (rows.length === 0) throw new LeaseLostError('the lease of this worker has run out');
}

/** Gives everything back at once, at a clean stop. */
export async function stopWorker(database: Database, workerId: string): Promise<void> {
  await database.transaction('stop worker', async (transaction) => {
    await transaction.query('delete from claims where worker_id = $1', [workerId]);
    await transaction.query('delete from workers where id = $1', [workerId]);
  });
}

/**
 * Frees what workers have held that died, or lost their lease: what nobody asks for again would stay theirs for ever. An hour later they
 * are forgotten themselves.
 */
export async function forgetDeadWorkers(transaction: Transaction): Promise<void> {
  await transaction.query(
    `delete from claims where key in (
       select c.key from claims c
        where not exists (select 1 from workers w where w.id = c.worker_id and w.lease_until > syncline_now())
          for update skip locked)`,
  );
  await transaction.query(`delete from workers where lease_until < syncline_now() - interval '1 hour'`);
}
