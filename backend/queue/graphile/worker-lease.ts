import pg from 'pg';
import { type Clock, systemClock } from '../../shared/index.js';

/** First half of the advisory locks that say "this worker lives" ("jobs" in ASCII); the second is a hash of the worker's name. */
export const LEASE_LOCKS = 0x6a6f6273;

/** How soon a job that was delayed, or given back by the dead, is seen; new ones are announced when they are added. */
const LOOK_MS = 1_000;
/** Shorter than the server's patience below: a worker that is cut off knows it before others take its jobs. */
const ANSWER_TIMEOUT_MS = 5_000;
/** When a machine vanishes no connection is closed; the server then lets go after 5 s of silence and 3 questions 2 s apart. */
const SERVER_PATIENCE = 'set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3';

/** `pg_locks` shows the two halves of an advisory lock as unsigned numbers. */
const GIVE_BACK_JOBS_OF_THE_DEAD = `
  select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
    from graphile_worker.jobs
   where locked_by is not null
     and not exists (
       select from pg_locks
        where locktype = 'advisory' and granted and classid = ${LEASE_LOCKS}
          and database = (select oid from pg_database where datname = current_database())
          and objid::bigint = hashtext(locked_by)::bigint & 4294967295
     )`;

/**
 * Jobs that are due without having been added just now: delayed ones, and those of the dead. Told in graphile-worker's own words, to all
 * workers that have nothing to do.
 */
const ANNOUNCE_DUE_JOBS = `
  select pg_notify('jobs:insert', json_build_object('r', random(), 'count', count(*))::text)
    from graphile_worker.jobs
   where locked_at is null and attempts < max_attempts and run_at <= now()
  having count(*) > 0`;

/**
 * Tells living workers from dead ones. graphile-worker itself gives a killed worker's jobs back after four hours; here each
 * worker holds an advisory lock on a connection of its own, which PostgreSQL frees the moment its process ends, and each
 * worker looks every second for jobs whose worker has none. With the same look it finds what is due, one statement in the place of one
 * for each job that may be done at once.
 */
export class WorkerLease {
  /** Resolves when the lease is held; rejects when it cannot be had. Until then the worker must not take a job. */
  readonly held: Promise<void>;
  readonly #client: pg.Client;
  readonly #over = new AbortController();
  readonly #watch: Promise<void>;

  constructor(databaseUrl: string, workerName: string, clock: Clock = systemClock) {
    this.#client = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'syncline queue lease',
      connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
    });
    const end = (reason: unknown) => this.#over.abort(reason);
    // It may come twice: the socket's error, and then that the connection ended without being asked to.
    this.#client.on('error', end);
    this.#client.once('end', () => end(new Error('the connection that holds the lease has ended')));
    this.held = this.#take(workerName);
    this.#watch = this.held.then(() => this.#lookForJobs(clock)).catch(end);
  }

  /** Aborted when the lease is over: given back, never had, or lost, so that others may do this worker's jobs. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  async giveBack(): Promise<void> {
    this.#over.abort(new Error('the worker has stopped'));
    await this.#watch;
    await this.#client.end().catch(() => undefined);
  }

  async #take(workerName: string): Promise<void> {
    await this.#client.connect();
    await this.#client.query(SERVER_PATIENCE);
    await this.#client.query('select pg_advisory_lock($1, hashtext($2))', [LEASE_LOCKS, workerName]);
  }

  async #lookForJobs(clock: Clock): Promise<void> {
    while (!this.#over.signal.aborted) {
      await this.#client.query(`${GIVE_BACK_JOBS_OF_THE_DEAD};${ANNOUNCE_DUE_JOBS}`);
      await clock.sleep(LOOK_MS, this.#over.signal);
    }
  }
}
