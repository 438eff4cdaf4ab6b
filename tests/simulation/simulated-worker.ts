import type { Engine } from '../../backend/integrations/index.js';
import { insertRun, listActiveRuns, type RunMode, workRun } from '../../backend/runs/index.js';
import { HEARTBEAT_MS, heartbeat, LeaseTime, startWorker, type Transaction } from '../../backend/storage/index.js';
import type { Chance } from './chance.js';

/** Runs at once in one worker. */
const RUNS_AT_ONCE = 2;
const INTEGRATION_ID = '00000000-0000-4000-8000-000000000003';

/** How often a worker looks for work. */
export interface WorkerHabits {
  /** Rest between two incremental runs. */
  readonly pollDelayMs: number;
  /** Chance that a reconcile run is begun where an incremental one would be. */
  readonly reconcileShare: number;
}

/**
 * What a worker process does all day: keeps its lease, makes runs that are due, and works those that nobody has in hand. When it
 * has lost its lease it drops everything and begins anew under another id.
 */
export async function work(engine: Engine, habits: WorkerHabits, chance: Chance): Promise<never> {
  for (let workerId = engine.workerId; ; workerId = engine.random.uuid()) {
    const lease = new LeaseTime(engine.clock);
    const current: Engine = { ...engine, workerId, assertLease: () => lease.assertRunning() };
    await startWorker(current.database, { id: current.workerId, name: 'simulated' });
    const lost = new AbortController();
    const beating = keepLease(current, lease, lost);
    await Promise.all(Array.from({ length: RUNS_AT_ONCE }, () => workRuns(current, habits, chance, lost.signal)));
    await beating;
  }
}

async function keepLease(engine: Engine, lease: LeaseTime, lost: AbortController): Promise<void> {
  for (;;) {
    await engine.clock.sleep(HEARTBEAT_MS, new AbortController().signal);
    const askedMs = engine.clock.now().getTime();
    try {
      await heartbeat(engine.database, engine.workerId);
      lease.prolonged(askedMs);
    } catch (error) {
      lost.abort(error);
      return;
    }
  }
}

async function workRuns(engine: Engine, habits: WorkerHabits, chance: Chance, lost: AbortSignal): Promise<void> {
  while (!lost.aborted) {
    const mode = chance.happens(habits.reconcileShare) ? 'reconcile' : 'incremental';
    const due = await engine.database.transaction('find due runs', (transaction) =>
      dueRuns(transaction, engine, mode, habits.pollDelayMs),
    );
    const chosen = due.length === 0 ? null : chance.oneOf(due);
    const worked = chosen === null ? null : await workRun(engine, chosen, lost);
    if (worked === null) await engine.clock.sleep(chance.between(2_000, 12_000), lost).catch(() => undefined);
  }
}

/** What ticks do in a real process: a poll when none is active and the last one has ended long enough ago. */
async function dueRuns(
  transaction: Transaction,
  engine: Engine,
  mode: RunMode,
  pollDelayMs: number,
): Promise<readonly string[]> {
  const active = await listActiveRuns(transaction, INTEGRATION_ID);
  const due = active.filter(({ resumeInMs }) => resumeInMs === 0).map(({ id }) => id);
  if (active.some((run) => run.mode === mode)) return due;
  const rested = await transaction.query(
    `select 1 from integration_runs where integration_id = $1 and mode <> 'onboarding'
        and finished_at > syncline_now() - $2 * interval '1 millisecond'`,
    [INTEGRATION_ID, pollDelayMs],
  );
  return rested.length > 0 ? due : [...due, await requestRun(transaction, engine, mode)];
}

/** Adds a run of that mode. @returns its id, or that of the one that is active already */
export async function requestRun(transaction: Transaction, engine: Engine, mode: RunMode): Promise<string> {
  const requested = { id: engine.random.uuid(), integrationId: INTEGRATION_ID, mode, request: {} };
  return (await insertRun(transaction, requested)).run.id;
}
