import type { RunCounters, RunMode, RunState } from '../../runs/index.js';
import { getRun } from '../../runs/index.js';
import type { Transaction } from '../../storage/index.js';

/** How far a run is. */
export interface RunProgress {
  readonly runId: string;
  readonly mode: RunMode;
  readonly state: RunState;
  readonly phase: 'reading' | 'working';
  readonly counters: RunCounters;
  /** Found by its streams so far. */
  readonly found: number;
  /** Changes that wait, of all runs of the integration. */
  readonly waiting: number;
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
  return {
    runId,
    mode: run.mode,
    state: run.state,
    phase: run.phase,
    counters: run.counters,
    found: Number(rows[0]?.found ?? 0),
    waiting: Number(rows[0]?.waiting ?? 0),
    resumeInMs: run.resumeInMs,
    problem: run.error?.message ?? null,
  };
}
