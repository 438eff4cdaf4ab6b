import { type Database, openDatabase } from '../../../backend/storage/index.js';

/** What a look into the database shows of who works on what. A trial only measures by it: what it judges by are the tools. */
export interface ClusterLook {
  /** Whether a worker of that identity has a lease that runs. */
  works(identity: string): Promise<boolean>;
  /** The runs that workers of that identity have claimed. */
  runsOf(identity: string): Promise<readonly string[]>;
  /** Those of `runs` that nobody but workers of that identity has had in hand since. */
  waiting(runs: readonly string[], identity: string): Promise<readonly string[]>;
  /** How many runs have ended so far. */
  endedRuns(): Promise<number>;
  /** What should not be there once everything is at rest, in words. */
  leftovers(living: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

export function lookInto(databaseUrl: string): ClusterLook {
  const database = openDatabase(databaseUrl, { poolSize: 2, applicationName: 'trial' });
  const ask = (sql: string, ...parameters: readonly unknown[]) => query(database, sql, parameters);
  return {
    async works(identity) {
      return (await ask(`select 1 from workers where lease_until > syncline_now() and ${IS}`, identity)).length > 0;
    },
    async runsOf(identity) {
      const rows = await ask(
        `select substr(c.key, 5) as id from claims c join workers w on w.id = c.worker_id
          where c.key like 'run:%' and ${IS}`,
        identity,
      );
      return rows.map(({ id }) => String(id));
    },
    async waiting(runs, identity) {
      const rows = await ask(
        `select r.id from integration_runs r
          where r.id = any($2::uuid[]) and r.state in ('queued', 'running', 'delayed')
            and not exists (select 1 from claims c join workers w on w.id = c.worker_id
                             where c.key = 'run:' || r.id and not ${IS})`,
        identity,
        runs,
      );
      return rows.map(({ id }) => String(id));
    },
    async endedRuns() {
      const rows = await ask('select count(*)::int as count from integration_runs where finished_at is not null');
      return Number(rows[0]?.count);
    },
    async leftovers(living) {
      const found = await Promise.all(
        LEFTOVERS.map(async ({ what, sql, knowsLiving = false }) =>
          (await ask(sql, ...(knowsLiving ? [living] : []))).map((row) => `${what}: ${JSON.stringify(row)}`),
        ),
      );
      return found.flat();
    },
    close: () => database.close(),
  };
}

/** Names end with when the process was started. */
const IS = `name like '%' || $1 || ' %'`;

const LEFTOVERS: readonly { readonly what: string; readonly sql: string; readonly knowsLiving?: boolean }[] = [
  {
    what: 'a claim of a dead worker',
    sql: `select c.key, c.taken_at from claims c left join workers w on w.id = c.worker_id and w.lease_until > syncline_now()
           where w.id is null`,
  },
  {
    what: 'a lease of a process that is gone',
    sql: `select name, lease_until from workers where lease_until > syncline_now()
            and not exists (select 1 from unnest($1::text[]) as living where name like '%' || living || ' %')`,
    knowsLiving: true,
  },
  { what: 'a run that does not end', sql: `select id, mode, state from integration_runs where finished_at is null` },
  { what: 'a change that waits', sql: 'select side, item_id from changes' },
  { what: 'a write without an answer', sql: `select id, kind, side, state from writes where state = 'intended'` },
  { what: 'a job', sql: 'select task_identifier, attempts, last_error, locked_by from graphile_worker.jobs' },
];

function query(database: Database, sql: string, parameters: readonly unknown[]) {
  return database.transaction('look', (transaction) => transaction.query(sql, parameters));
}
