import type { Run, RunMode } from '../runs/index.js';
import type { Transaction } from '../storage/index.js';

/** The idle floor between two incremental runs: with `delay: 0s` a quiet pair of tools is asked once a second. */
const SHORTEST_DELAY_MS = 1_000;
/** In `saas` mode the tools of many customers are asked, none of them more often than this. */
const SHORTEST_SAAS_DELAY_MS = 180_000;
/** A rest may last this share longer than it was asked for, and no longer than this. */
const MARKS_PER_DELAY = 20;
const LONGEST_BETWEEN_MARKS_MS = 5_000;
/** The hour of the nightly reconcile run, in the database's time zone. */
const RECONCILE_HOUR = 2;

/** Whether both tools of an integration may be called. */
const CONNECTIONS_ARE_ACTIVE = `(select count(*) from connections c
    where c.tenant_id = i.tenant_id and c.archived_at is null and c.state = 'active'
      and c.name in (i.definition->'left'->>'connection', i.definition->'right'->>'connection'))
  = (select count(distinct name) from unnest(array[i.definition->'left'->>'connection', i.definition->'right'->>'connection']) as name)`;

/** Of an integration `i`. */
export const RUNS_BY_ITSELF = `i.kind = 'sync' and i.enabled and i.state = 'active' and i.archived_at is null`;

/** An integration that is to run now. */
export interface DueIntegration {
  readonly id: string;
  readonly mode: RunMode;
}

/**
 * Takes the integrations whose time has come: polls after their delay, reconcile runs once a night. Their rows stay locked until
 * the transaction ends, and rows that another scheduler has locked are his. The next poll is planned already here, so that no
 * crash can leave an integration without one; the end of the run plans it anew.
 */
export async function takeDueIntegrations(
  transaction: Transaction,
  mode: 'onpremise' | 'saas',
): Promise<readonly DueIntegration[]> {
  const due = await Promise.all([takeDuePolls(transaction, mode), takeDueReconciles(transaction)]);
  return due.flat();
}

async function takeDuePolls(transaction: Transaction, mode: 'onpremise' | 'saas'): Promise<readonly DueIntegration[]> {
  const rows = await transaction.query(
    `with due as (
       select i.id from integrations i
        where ${RUNS_BY_ITSELF} and i.next_run_at <= syncline_now()
          and not exists (select 1 from integration_runs r where r.integration_id = i.id and r.mode = 'incremental'
                             and r.state in ('queued', 'running', 'delayed'))
          and ${CONNECTIONS_ARE_ACTIVE}
        order by i.next_run_at, i.id
        for update of i skip locked)
     update integrations i set next_run_at = ${nextRunAt('$1')} from due where i.id = due.id returning i.id`,
    [shortestDelayMs(mode)],
  );
  return rows.map((row) => ({ id: String(row.id), mode: 'incremental' }));
}

async function takeDueReconciles(transaction: Transaction): Promise<readonly DueIntegration[]> {
  const rows = await transaction.query(
    `with night as (
       select date_trunc('day', syncline_now() - make_interval(hours => $1)) + make_interval(hours => $1) as began)
     select i.id from integrations i cross join night
      where ${RUNS_BY_ITSELF} and i.onboarded_at < night.began
        and not exists (select 1 from integration_runs r where r.integration_id = i.id and r.mode = 'reconcile'
                           and (r.created_at >= night.began or r.state in ('queued', 'running', 'delayed')))
        and ${CONNECTIONS_ARE_ACTIVE}
      order by i.id
      for update of i skip locked`,
    [RECONCILE_HOUR],
  );
  return rows.map((row) => ({ id: String(row.id), mode: 'reconcile' }));
}

/** Plans the next poll from the end of the last: its delay is a rest between two runs. */
export async function planNextPoll(
  transaction: Transaction,
  run: Pick<Run, 'integrationId'>,
  mode: 'onpremise' | 'saas',
): Promise<void> {
  await transaction.query(`update integrations i set next_run_at = ${nextRunAt('$2')} where id = $1`, [
    run.integrationId,
    shortestDelayMs(mode),
  ]);
}

/**
 * Runs that are due and that nobody works: their job was lost with the queue, or their worker died. One that has just been queued
 * is left to its job for a moment.
 */
export async function listForsakenRuns(transaction: Transaction): Promise<readonly string[]> {
  const rows = await transaction.query(
    `select r.id from integration_runs r join integrations i on i.id = r.integration_id
      where r.state in ('queued', 'running', 'delayed') and i.state = 'active' and i.archived_at is null
        and (r.resume_at is null or r.resume_at <= syncline_now())
        and r.created_at < syncline_now() - interval '2 seconds'
        and not exists (select 1 from claims c join workers w on w.id = c.worker_id
                         where c.key = 'run:' || r.id and w.lease_until > syncline_now())
      order by r.created_at, r.id`,
  );
  return rows.map((row) => String(row.id));
}

function shortestDelayMs(mode: 'onpremise' | 'saas'): number {
  return mode === 'saas' ? SHORTEST_SAAS_DELAY_MS : SHORTEST_DELAY_MS;
}

/**
 * When a rest that begins now is over, never earlier, and on a mark that all rests of that length share: integrations over one
 * project or table that have come near to each other stay together, and one look at it serves all of them.
 */
function nextRunAt(shortestDelayParameter: string): string {
  const delayMs = `greatest((i.definition->>'delayMs')::float8, ${shortestDelayParameter}::float8)`;
  const marksMs = `least(${delayMs} / ${MARKS_PER_DELAY}, ${LONGEST_BETWEEN_MARKS_MS})`;
  return `timestamptz 'epoch' + ceil((extract(epoch from syncline_now())::float8 * 1000 + ${delayMs}) / ${marksMs}) * ${marksMs} * interval '1 millisecond'`;
}
