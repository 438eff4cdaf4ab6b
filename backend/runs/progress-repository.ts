import type { Transaction } from '../storage/index.js';
import type { RunMode, RunState } from './run.js';
import { getRun } from './run-repository.js';

/** How far a run is. */
export interface RunProgress {
  readonly runId: string;
  readonly mode: RunMode;
  readonly state: RunState;
  readonly phase: 'reading' | 'working';
  /** Found by its streams so far. */
  readonly found: number;
  /** Changes that are not dealt with, of all runs of the integration; those in hand are among them. */
  readonly waiting: number;
  /** Dealt with, of `total`; also what earlier processes did. */
  readonly done: number;
  readonly total: number;
  /** Dealt with per minute since it began; null while nothing is. */
  readonly ratePerMinute: number | null;
  /** How long the rest takes at that rate, by the database's clock; null where that is not known. */
  readonly remainingSeconds: number | null;
  readonly resumeInMs: number;
  readonly problem: string | null;
}

/** Items that a plan is about: a run that applies one reads no streams. */
const PLANNED = `(body->'counts'->'creates'->>'left')::float8 + (body->'counts'->'creates'->>'right')::float8
  + greatest((body->'counts'->'updates'->>'left')::float8 + (body->'counts'->'updates'->>'right')::float8,
             coalesce((body->'counts'->>'pairs')::float8, 0))`;

/** How far a run is; null when it is not there any more. */
export async function readProgress(transaction: Transaction, runId: string): Promise<RunProgress | null> {
  const run = await getRun(transaction, runId);
  if (run === null) return null;
  const rows = await transaction.query(
    `select (select coalesce(sum(refs), 0)::float8 from integration_streams where run_id = $1)
              + coalesce((select ${PLANNED} from plans where id = $3), 0) as found,
            (select count(*)::int from changes where integration_id = $2) as waiting,
            (select extract(epoch from coalesce(finished_at, syncline_now()) - started_at)::float8 from integration_runs where id = $1) as seconds`,
    [runId, run.integrationId, run.request.planId ?? null],
  );
  const found = Number(rows[0]?.found ?? 0);
  const waiting = Number(rows[0]?.waiting ?? 0);
  const total = Math.max(found, waiting);
  const seconds = Number(rows[0]?.seconds ?? 0);
  const perSecond = run.phase === 'working' && seconds > 0 && total > waiting ? (total - waiting) / seconds : null;
  return {
    runId,
    mode: run.mode,
    state: run.state,
    phase: run.phase,
    found,
    waiting,
    done: total - waiting,
    total,
    ratePerMinute: perSecond === null ? null : perSecond * 60,
    remainingSeconds: remainingSeconds({ waiting, total, perSecond }),
    resumeInMs: run.resumeInMs,
    problem: run.error?.message ?? null,
  };
}

function remainingSeconds(now: {
  readonly waiting: number;
  readonly total: number;
  readonly perSecond: number | null;
}) {
  if (now.waiting === 0 && now.total > 0) return 0;
  return now.perSecond === null ? null : now.waiting / now.perSecond;
}
