import type { Transaction } from '../../storage/index.js';

/** What the database says of itself and of who works on it. */
export interface DatabaseFacts {
  readonly version: string;
  readonly major: number;
  readonly bytes: number;
  readonly livingWorkers: number;
  /** Why everything is paused, or null. */
  readonly pausedReason: string | null;
}

export async function readDatabaseFacts(transaction: Transaction): Promise<DatabaseFacts> {
  const [row] = await transaction.query(
    `select current_setting('server_version') as version,
            current_setting('server_version_num')::int / 10000 as major,
            pg_database_size(current_database())::text as bytes,
            (select count(*)::int from workers where lease_until > syncline_now()) as workers,
            (select paused_reason from installation) as paused_reason`,
  );
  return {
    version: String(row?.version),
    major: Number(row?.major),
    bytes: Number(row?.bytes),
    livingWorkers: Number(row?.workers),
    pausedReason: row?.paused_reason == null ? null : String(row.paused_reason),
  };
}
