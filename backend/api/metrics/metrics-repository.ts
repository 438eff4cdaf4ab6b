import type { Transaction } from '../../storage/index.js';

/** One number of a counter that is kept by the runs. */
export interface RunSample {
  readonly counter: 'runs' | 'items' | 'calls';
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What an integration has before it. */
export interface Backlog {
  readonly integration: string;
  /** Changes not dealt with. */
  readonly waiting: number;
  /** Since when the first of them has been due; 0 when none is. */
  readonly oldestDueSeconds: number;
  /** Fields that wait for a person. */
  readonly held: number;
}

/** $1 and $2: ended after and until these moments; null for no such limit. What has not ended is in where there is no end. */
const CHOSEN = `chosen as (
  select i.name as integration, r.mode, r.state, r.counters, r.calls
    from integration_runs r join integrations i on i.id = r.integration_id
   where ($1::timestamptz is null or r.finished_at is null or r.finished_at > $1)
     and ($2::timestamptz is null or r.finished_at <= $2))`;

/** Adds up the runs that ended in this time, and where there is no end to it those that have not ended too. */
export async function sumRuns(
  transaction: Transaction,
  { after, until }: { readonly after: Date | null; readonly until: Date | null },
): Promise<readonly RunSample[]> {
  const limits = [after, until];
  const runs = await transaction.query(
    `with ${CHOSEN} select integration, mode, state, count(*)::float8 as value from chosen group by 1, 2, 3`,
    limits,
  );
  const items = await transaction.query(
    `with ${CHOSEN} select integration, c.key as outcome, sum(c.value::float8) as value
       from chosen, jsonb_each_text(counters) c group by 1, 2`,
    limits,
  );
  const calls = await transaction.query(
    `with ${CHOSEN} select c.key as connection, intent, sum((c.value->>(intent || 's'))::float8) as value
       from chosen, jsonb_each(calls) c, unnest(array['read', 'write']) as intent group by 1, 2`,
    limits,
  );
  return [...toSamples('runs', runs), ...toSamples('items', items), ...toSamples('calls', calls)];
}

function toSamples(
  counter: RunSample['counter'],
  rows: readonly Readonly<Record<string, unknown>>[],
): readonly RunSample[] {
  return rows.map(({ value, ...labels }) => ({
    counter,
    labels: Object.fromEntries(Object.entries(labels).map(([name, label]) => [name, String(label)])),
    value: Number(value),
  }));
}

/** What every sync that is configured has before it. */
export async function readBacklogs(transaction: Transaction): Promise<readonly Backlog[]> {
  const rows = await transaction.query(
    `select i.name,
            (select count(*)::int from changes c where c.integration_id = i.id) as waiting,
            (select greatest(extract(epoch from syncline_now() - min(due_at)), 0)::float8 from changes c
              where c.integration_id = i.id) as oldest_due,
            (select count(*)::int from conflicts c where c.integration_id = i.id and c.state <> 'closed') as held
       from integrations i where i.archived_at is null and i.kind = 'sync'`,
  );
  return rows.map((row) => ({
    integration: String(row.name),
    waiting: Number(row.waiting),
    oldestDueSeconds: Number(row.oldest_due ?? 0),
    held: Number(row.held),
  }));
}

/** Living workers, on all processes. */
export async function countWorkers(transaction: Transaction): Promise<number> {
  const rows = await transaction.query('select count(*)::int as count from workers where lease_until > syncline_now()');
  return Number(rows[0]?.count);
}

/** The database's clock. */
export async function readNow(transaction: Transaction): Promise<Date> {
  const rows = await transaction.query('select syncline_now() as now');
  return rows[0]?.now as Date;
}
