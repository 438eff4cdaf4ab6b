import { mergeOldFigures } from '../figures/index.js';
import type { Queue } from '../queue/index.js';
import type { Run } from '../runs/index.js';
import { type Clock, errorMessage, type Logger, type Random } from '../shared/index.js';
import { forgetEvents } from '../sites/index.js';
import { type Database, forgetDeadWorkers } from '../storage/index.js';
import { forgetVerifications } from '../verification/index.js';
import { followEvents } from './follow-events.js';
import { requestRun } from './request-run.js';
import { listForsakenRuns, takeDueIntegrations } from './tick-repository.js';
import { enqueueRun } from './work-run-task.js';

const TICK_MS = 1_000;
/** One tick of this many also looks for forsaken runs: a killed worker's runs go on within seconds after its lease. */
const TICKS_PER_SWEEP = 5;
/** Once an hour, and when a process begins. */
const TICKS_PER_TIDYING = 3_600;

/** What finds due work. Any number of processes may have one. */
export interface TickerParts {
  readonly database: Database;
  readonly queue: Queue;
  readonly random: Random;
  readonly clock: Clock;
  readonly log: Logger;
  readonly mode: 'onpremise' | 'saas';
}

/** One tick: a run and its job for every integration whose time has come. @returns how many. */
export async function tick({ database, queue, random, log, mode }: TickerParts): Promise<number> {
  const requested = await database.transaction('tick', async (transaction): Promise<readonly Run[]> => {
    await followEvents(transaction);
    const due = await takeDueIntegrations(transaction, mode);
    const wanted = due.map(({ id, mode: runMode }) => ({ integrationId: id, mode: runMode, request: {} }));
    const made = await Promise.all(wanted.map((each) => requestRun(transaction, { queue, random }, each)));
    return made.map(({ run }) => run);
  });
  for (const run of requested) {
    log.debug('a run is due', { runId: run.id, integrationId: run.integrationId, mode: run.mode });
  }
  return requested.length;
}

/** Queues again what nobody works: runs whose worker died, and every active run after the whole queue was lost (F21). @returns how many. */
export async function sweep({ database, queue }: Pick<TickerParts, 'database' | 'queue'>): Promise<number> {
  return database.transaction('sweep', async (transaction) => {
    const forsaken = await listForsakenRuns(transaction);
    for (const runId of forsaken) await enqueueRun(queue, transaction, runId);
    await forgetDeadWorkers(transaction);
    await forgetEvents(transaction);
    return forsaken.length;
  });
}

/** Forgets what is too old for anybody. */
async function tidyUp({ database }: Pick<TickerParts, 'database'>): Promise<void> {
  await database.transaction('merge old figures', mergeOldFigures);
  await database.transaction('forget verifications', forgetVerifications);
}

/** Ticks each second until `signal` is aborted. A database that is away for a while is waited for. */
export async function keepTicking(parts: TickerParts, signal: AbortSignal): Promise<void> {
  for (let count = 0; !signal.aborted; count += 1) {
    try {
      await tick(parts);
      if (count % TICKS_PER_SWEEP === 0) await sweep(parts);
      if (count % TICKS_PER_TIDYING === 0) await tidyUp(parts);
    } catch (error) {
      parts.log.warn('a tick failed', { reason: errorMessage(error) });
    }
    await parts.clock.sleep(TICK_MS, signal).catch(() => undefined);
  }
}
