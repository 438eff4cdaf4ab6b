import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';

/** One process at a time, whichever starts first ("queu" in ASCII). */
const MIGRATION_LOCK = 0x71756575;

/** Brings the queue's own schema, `graphile_worker`, up to date. Can be called at each start, by many processes at once. */
export async function prepareQueue(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'syncline queue' });
  // The statement in hand fails as well; this one would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runMigrations({ connectionString: databaseUrl, maxPoolSize: 1, logger: new Logger(() => () => undefined) });
  } finally {
    await client.end();
  }
}
