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
  readonly resumeInMs: number;
  readonly problem: string | null;
}

/** How far a run is; null when it is not there any more. */
export async function readProgress(transaction: Transaction, runId: string): Promise<RunProgress | null> {
  const run = await getRun(transaction, runId);
  if (run === null) return null;
  const rows = await transaction.query(
    `select (select coalesce(sum(refs), 0)::float8 from integration_streams where run_id = $1) as found,
            (select count(*)::int from changes where integration_id = $2) as waiting`,
    [runId, run.integrationId],
  );
  const found = Number(rows[0]?.found ?? 0);
  const waiting = Number(rows[0]?.waiting ?? 0);
  const total = Math.max(found, waiting);
  return {
    runId,
    mode: run.mode,
    state: run.state,
    phase: run.phase,
    found,
    waiting,
    done: total - waiting,
    total,
    resumeInMs: run.resumeInMs,
    problem: run.error?.message ?? null,
  };
}
