import pg from 'pg';
import type { Logger } from '../../shared/index.js';

/** Of a connection that is not needed; signing in takes more of both processes than many jobs. */
const IDLE_MS = 60_000;

/** A pool whose lost connections are logged; without somebody who listens each of them would end the process. */
export function openPool(databaseUrl: string, options: { readonly max: number; readonly log: Logger }): pg.Pool {
  const { max, log } = options;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'syncline queue',
    max,
    idleTimeoutMillis: IDLE_MS,
  });
  const report = (error: Error) => log.warn('the queue lost a connection', { error: error.message });
  pool.on('error', report);
  // A connection that is in use reports to itself.
  pool.on('connect', (client) => client.on('error', report));
  return pool;
}
