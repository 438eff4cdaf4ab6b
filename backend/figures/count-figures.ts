import type { Transaction } from '../storage/index.js';
import { stepOf } from './delay-scale.js';

/** What a run adds to the figures of its integration. */
export interface AddedFigures {
  readonly counts?: Readonly<Record<'created' | 'updated' | 'held' | 'failed', number>>;
  /** When what was written had changed on the other side. */
  readonly carriedFrom?: readonly Date[];
  /** All that the run has sent until now, by connection: what the run's row does not say yet is added. */
  readonly calls: Readonly<Record<string, { readonly reads: number; readonly writes: number }>>;
}

/** The stretch of time that is written to; older ones are merged by `mergeOldFigures`. */
const STRETCH = '5 minutes';

/**
 * Adds to the figures of the present stretch of time, within the transaction that stores what they are about, and before the run's row
 * is told of the calls: one statement, which leaves together with the next, and touches a few rows. A change from before the integration
 * was onboarded has no delay: nobody waited for it.
 */
export async function countFigures(
  transaction: Transaction,
  runId: string,
  { counts, carriedFrom = [], calls }: AddedFigures,
): Promise<void> {
  await transaction.query(
    `with run as (
       select r.calls, r.integration_id, i.onboarded_at
         from integration_runs r join integrations i on i.id = r.integration_id where r.id = $1 for update of r),
     added as (
       select key as figure, '' as subject, value::bigint as count from jsonb_each_text($2::jsonb)
       union all
       select 'delay', ${stepOf('extract(epoch from syncline_now() - changed_at)::float8 * 1000')}::text, count(*)
         from run, unnest($3::timestamptz[]) as changed_at where changed_at >= onboarded_at group by 2
       union all
       select intent, connection, sent::bigint - coalesce((calls->connection->>intent)::bigint, 0)
         from run, jsonb_each($4::jsonb) as made (connection, intents), jsonb_each_text(intents) as each (intent, sent))
     insert into figures as f (integration_id, began_at, figure, subject, count)
     select integration_id, date_bin('${STRETCH}', syncline_now(), timestamptz 'epoch'), figure, subject, count
       from run, added where count > 0 order by figure, subject
     on conflict (integration_id, began_at, figure, subject) do update set count = f.count + excluded.count`,
    [runId, JSON.stringify(shown(counts)), carriedFrom.map((moment) => moment.toISOString()), JSON.stringify(calls)],
  );
}

/**
 * A part of a statement that adds what a run has sent since its row was told, before the same statement tells it: a poll that finds
 * nothing has no statement to spare.
 * @param before names a part of the statement that is the run's row as it was. @param parameter all calls of the run, by connection
 */
export function callsFigured(before: string, parameter: string): string {
  const added = 'sent::bigint - coalesce((calls->connection->>intent)::bigint, 0)';
  return `insert into figures as f (integration_id, began_at, figure, subject, count)
       select integration_id, date_bin('${STRETCH}', syncline_now(), timestamptz 'epoch'), intent, connection, ${added}
         from ${before}, jsonb_each(${parameter}::jsonb) as made (connection, intents), jsonb_each_text(intents) as each (intent, sent)
        where ${added} > 0 order by intent, connection
       on conflict (integration_id, began_at, figure, subject) do update set count = f.count + excluded.count`;
}

function shown(counts: AddedFigures['counts']): Readonly<Record<string, number>> {
  if (counts === undefined) return {};
  const { created, updated, held, failed } = counts;
  return { created, updated, held, failed };
}
