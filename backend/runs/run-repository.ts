import { callsFigured } from '../figures/index.js';
import type { PageOf, Row, Transaction } from '../storage/index.js';
import {
  type Run,
  type RunCalls,
  type RunCounters,
  type RunError,
  type RunMode,
  type RunRequest,
  type RunState,
  runCalls,
  runCounters,
  runError,
  runMode,
  runRequest,
  statesBefore,
} from './run.js';

const COLUMNS = `id, integration_id, mode, state, request, phase, counters, calls, attempts, error, created_at, started_at, finished_at,
  (extract(epoch from greatest(resume_at - syncline_now(), interval '0')) * 1000)::float8 as resume_in_ms,
  (extract(epoch from syncline_now() - created_at) * 1000)::float8 as age_ms`;

function fromRow(row: Row): Run {
  return {
    id: String(row.id),
    integrationId: String(row.integration_id),
    mode: runMode.parse(row.mode),
    state: row.state as RunState,
    request: runRequest.parse(row.request),
    phase: row.phase === 'working' ? 'working' : 'reading',
    counters: runCounters.parse(row.counters),
    calls: runCalls.parse(row.calls),
    resumeInMs: Number(row.resume_in_ms ?? 0),
    attempts: Number(row.attempts),
    error: row.error === null ? null : runError.parse(row.error),
    createdAt: row.created_at as Date,
    ageMs: Number(row.age_ms),
    startedAt: row.started_at as Date | null,
    finishedAt: row.finished_at as Date | null,
  };
}

/**
 * Adds a run unless one of that mode is active (I19): two schedulers that find the same integration due make one run (F4).
 * @returns the new run, or the one that is active.
 */
export async function insertRun(
  transaction: Transaction,
  run: { readonly id: string; readonly integrationId: string; readonly mode: RunMode; readonly request: RunRequest },
): Promise<{ readonly run: Run; readonly isNew: boolean }> {
  const inserted = await transaction.query(
    `insert into integration_runs (id, integration_id, mode, state, request) values ($1, $2, $3, 'queued', $4::jsonb)
     on conflict (integration_id, mode) where state in ('queued', 'running', 'delayed') do nothing
     returning ${COLUMNS}`,
    [run.id, run.integrationId, run.mode, JSON.stringify(run.request)],
  );
  if (inserted[0] !== undefined) return { run: fromRow(inserted[0]), isNew: true };
  const active = await transaction.query(
    `select ${COLUMNS} from integration_runs where integration_id = $1 and mode = $2 and state in ('queued', 'running', 'delayed')`,
    [run.integrationId, run.mode],
  );
  if (active[0] === undefined) return insertRun(transaction, run);
  return { run: fromRow(active[0]), isNew: false };
}

/** The run with that id, or null. */
export async function getRun(transaction: Transaction, id: string): Promise<Run | null> {
  const rows = await transaction.query(`select ${COLUMNS} from integration_runs where id = $1`, [id]);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** The runs of an integration, newest first. */
export async function listRuns(
  transaction: Transaction,
  integrationId: string,
  limit: number,
): Promise<readonly Run[]> {
  const rows = await transaction.query(
    `select ${COLUMNS} from integration_runs where integration_id = $1 order by created_at desc, id limit $2`,
    [integrationId, limit],
  );
  return rows.map(fromRow);
}

/** The place of a run in the order of time. */
export interface RunPlace {
  /** Microseconds since 1970: the database counts finer than `Date`. */
  readonly createdAtUs: string;
  readonly id: string;
}

/** A page of runs, newest first; of all integrations, modes and states that are not named. */
export async function pageRuns(
  transaction: Transaction,
  filter: {
    readonly integrationId?: string | undefined;
    readonly mode?: RunMode | undefined;
    readonly state?: RunState | undefined;
  },
  { after, limit }: PageOf<RunPlace>,
): Promise<readonly { readonly run: Run; readonly place: RunPlace }[]> {
  const rows = await transaction.query(
    `select ${COLUMNS}, (extract(epoch from created_at) * 1000000)::bigint::text as created_at_us from integration_runs
      where ($1::uuid is null or integration_id = $1) and ($2::text is null or mode = $2) and ($3::text is null or state = $3)
        and ($4::bigint is null or (created_at, id) < (timestamptz 'epoch' + $4::bigint * interval '1 microsecond', $5::uuid))
      order by created_at desc, id desc limit $6`,
    [
      filter.integrationId ?? null,
      filter.mode ?? null,
      filter.state ?? null,
      after?.createdAtUs ?? null,
      after?.id ?? null,
      limit,
    ],
  );
  return rows.map((row) => ({
    run: fromRow(row),
    place: { createdAtUs: String(row.created_at_us), id: String(row.id) },
  }));
}

/** Runs that are still to be worked, oldest first; of one integration or of all. */
export async function listActiveRuns(transaction: Transaction, integrationId: string | null): Promise<readonly Run[]> {
  const rows = await transaction.query(
    `select ${COLUMNS} from integration_runs
      where state in ('queued', 'running', 'delayed') and ($1::uuid is null or integration_id = $1)
      order by created_at, id`,
    [integrationId],
  );
  return rows.map(fromRow);
}

/** Begins or takes over a run that is due. @returns null when it is not due, not active, or its integration is paused. */
export async function beginRun(transaction: Transaction, id: string): Promise<Run | null> {
  const rows = await transaction.query(
    `update integration_runs r set state = 'running', started_at = coalesce(started_at, syncline_now()), resume_at = null
      where id = $1 and state in ('queued', 'running', 'delayed') and (resume_at is null or resume_at <= syncline_now())
        and exists (select 1 from integrations i where i.id = r.integration_id and i.state = 'active' and i.archived_at is null)
      returning ${COLUMNS}`,
    [id],
  );
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/**
 * Lets a run go on as soon as somebody takes it up, from where it stands.
 * @returns null when it has finished, is being worked, or was deleted.
 */
export async function continueRun(transaction: Transaction, id: string): Promise<Run | null> {
  const rows = await transaction.query(
    `update integration_runs set state = 'queued', resume_at = null, finished_at = null, error = null, attempts = 0
      where id = $1 and state = any($2::text[]) returning ${COLUMNS}`,
    [id, statesBefore('queued')],
  );
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** All streams are read: what remains is to deal with the changes. */
export async function startWorking(transaction: Transaction, id: string): Promise<void> {
  await transaction.query(`update integration_runs set phase = 'working', attempts = 0 where id = $1`, [id]);
}

/** Adds to the counters of a run, and keeps how many calls it has made. */
export async function countRun(
  transaction: Transaction,
  id: string,
  counts: Partial<RunCounters>,
  calls: RunCalls,
): Promise<void> {
  const entries = Object.entries(counts).filter(([, value]) => value !== 0);
  if (entries.length === 0) return;
  await transaction.query(
    `update integration_runs r set attempts = 0, calls = ${withCalls('$3')}, counters = counters || (
        select jsonb_object_agg(d.key, coalesce((counters->>d.key)::bigint, 0) + d.value::bigint) from jsonb_each_text($2::jsonb) d)
      where id = $1`,
    [id, JSON.stringify(Object.fromEntries(entries)), JSON.stringify(calls)],
  );
}

/** The calls of a run `r` as a parameter says; of a process that was thought dead the count may come late, and takes nothing back. */
function withCalls(parameter: string): string {
  return `r.calls || coalesce((
              select jsonb_object_agg(made.key, jsonb_build_object(
                       'reads', greatest((r.calls->made.key->>'reads')::bigint, (made.value->>'reads')::bigint),
                       'writes', greatest((r.calls->made.key->>'writes')::bigint, (made.value->>'writes')::bigint)))
                from jsonb_each(${parameter}::jsonb) made), '{}')`;
}

/** Keeps how many calls the run has made, by connection. @returns the run as it is then, or null when it was deleted. */
export async function countCalls(transaction: Transaction, id: string, calls: RunCalls): Promise<Run | null> {
  const rows = await transaction.query(
    `with before as (select * from integration_runs where id = $1 for update), figured as (${callsFigured('before', '$2')})
     update integration_runs r set calls = ${withCalls('$2')} where id = (select id from before) returning ${COLUMNS}`,
    [id, JSON.stringify(calls)],
  );
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** How a run is put off. */
export interface Delay {
  readonly delayMs: number;
  readonly error: RunError | null;
  /** An error does, unless it is said otherwise. */
  readonly usesAttempt?: boolean;
}

/** Puts a running run off, with its calls. @returns the run as it is then; null when it was not running, and nothing was changed. */
export async function delayRun(
  transaction: Transaction,
  id: string,
  { delayMs, error, usesAttempt = error !== null }: Delay,
  calls: RunCalls,
): Promise<Run | null> {
  const rows = await transaction.query(
    `with before as (select * from integration_runs where id = $1 and state = 'running' for update),
     figured as (${callsFigured('before', '$5')})
     update integration_runs r
        set state = 'delayed', resume_at = syncline_now() + $2 * interval '1 millisecond', error = $3::jsonb,
            attempts = attempts + $4::int, calls = ${withCalls('$5')}
      where id = (select id from before) returning ${COLUMNS}`,
    [id, delayMs, error === null ? null : JSON.stringify(error), usesAttempt ? 1 : 0, JSON.stringify(calls)],
  );
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** How a run ends. */
export interface RunEnd {
  readonly state: 'finished' | 'failed' | 'paused' | 'stopped';
  readonly error: RunError | null;
}

/**
 * Ends a run, with its calls. The changes that it leaves behind are dealt with by the next incremental runs.
 * @returns the run as it is then; null when it was not active any more, and nothing of it was changed.
 */
export async function endRun(
  transaction: Transaction,
  run: Pick<Run, 'id' | 'integrationId' | 'mode'>,
  { state, error }: RunEnd,
  calls: RunCalls,
): Promise<Run | null> {
  const lanes = [...(run.mode === 'onboarding' ? ['onboarding'] : []), `run ${run.id}`];
  const rows = await transaction.query(
    `with left_behind as (
       update changes set lane = 'incremental', wanted_by = null
        where integration_id = $4 and (lane = any($5::text[]) or wanted_by = any($5::text[]))),
     listed as (delete from listed_items where run_id = $1),
     before as (select * from integration_runs where id = $1 and state in ('queued', 'running', 'delayed') for update),
     figured as (${callsFigured('before', '$6')})
     update integration_runs r
        set state = $2, finished_at = syncline_now(), resume_at = null, error = $3::jsonb, calls = ${withCalls('$6')}
      where id = (select id from before) returning ${COLUMNS}`,
    [run.id, state, error === null ? null : JSON.stringify(error), run.integrationId, lanes, JSON.stringify(calls)],
  );
  return rows[0] === undefined ? null : fromRow(rows[0]);
}
