import { LEASE_SECONDS, type Transaction } from '../storage/index.js';
import { isSurelyGone } from './process-identity.js';

/** A worker as an administrator sees it. */
export interface Node {
  readonly id: string;
  /** Its machine; null: of a version that does not say. */
  readonly host: string | null;
  readonly version: string | null;
  readonly isAlive: boolean;
  readonly startedAt: Date;
  readonly lastHeartbeat: Date;
}

/** Every worker that is known, also those that died within the hour. */
export async function readNodes(transaction: Transaction): Promise<readonly Node[]> {
  const rows = await transaction.query(
    `select id, host, version, started_at, lease_until - make_interval(secs => $1) as last_heartbeat,
            lease_until > syncline_now() as is_alive from workers order by is_alive desc, started_at, id`,
    [LEASE_SECONDS],
  );
  return rows.map((row) => ({
    id: String(row.id),
    host: row.host === null ? null : String(row.host),
    version: row.version === null ? null : String(row.version),
    isAlive: row.is_alive === true,
    startedAt: row.started_at as Date,
    lastHeartbeat: row.last_heartbeat as Date,
  }));
}

/** Ends the leases of workers on this machine whose processes are gone, so that nobody waits for them to run out. */
export async function endKilledWorkers(transaction: Transaction): Promise<void> {
  const rows = await transaction.query('select id, name from workers where lease_until > syncline_now()');
  const gone = rows.filter((row) => isSurelyGone(String(row.name))).map((row) => String(row.id));
  if (gone.length === 0) return;
  await transaction.query('update workers set lease_until = syncline_now() where id = any($1::uuid[])', [gone]);
}
