import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';

/** One process at a time, whichever starts first ("queu" in ASCII). */
const MIGRATION_LOCK = 0x71756575;

/**
 * Whoever may write the rows that a job is about may add the job, also as a role to which the queue's own tables are closed: these
 * run as the queue's owner.
 */
const FUNCTIONS = `
create schema if not exists syncline_queue;
grant usage on schema syncline_queue to public;
create or replace function syncline_queue.enqueue(task text, payload json, key text, attempts integer, delay_seconds float8)
  returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  select graphile_worker.add_job(identifier => task, payload => payload, job_key => key, max_attempts => attempts,
    run_at => now() + make_interval(secs => delay_seconds))
$$;
create or replace function syncline_queue.cancel(key text)
  returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  select graphile_worker.remove_job(key)
$$`;

/** Brings the queue's own schemas up to date. Can be called at each start, by many processes at once. */
export async function prepareQueue(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'syncline queue' });
  // The statement in hand fails as well; this one would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runMigrations({ connectionString: databaseUrl, maxPoolSize: 1, logger: new Logger(() => () => undefined) });
    await client.query(FUNCTIONS);
  } finally {
    await client.end();
  }
}
