import { setMaxListeners } from 'node:events';
import { CallCount, onBehalfOf } from '../connections/index.js';
import {
  describeFault,
  type Engine,
  getIntegration,
  type Integration,
  openJob,
  type SyncJob,
} from '../integrations/index.js';
import type { MappingFault } from '../mappings/index.js';
import { AppliedPlan } from '../plans/index.js';
import { LeaseLostError, withLogFields } from '../shared/index.js';
import { releaseClaims, takeClaims } from '../storage/index.js';
import { once } from './once.js';
import { checkSites, planOf, readAll } from './read-phase.js';
import type { Run, RunError } from './run.js';
import { beginRun, countCalls, endRun, getRun } from './run-repository.js';
import { settleTrouble } from './settle-trouble.js';
import { workAll } from './work-phase.js';

/**
 * Works a run until it ends, must wait, or `signal` is aborted; safe to call for any run at any time, also for one that another
 * worker has in hand or that died half way: what was committed stays, what was interrupted is looked for.
 * @param stopping aborted, with or before `signal`, to have it finish the pages and batches in hand and put the rest down.
 * @returns the run as it is then, or null when somebody else has it or nothing is to be done.
 */
export async function workRun(
  engine: Engine,
  runId: string,
  signal: AbortSignal,
  stopping: AbortSignal = signal,
): Promise<Run | null> {
  return withLogFields({ runId }, async () => {
    const run = await workOne(engine, runId, signal, stopping);
    if (run !== null) logLeft(engine, run);
    return run;
  });
}

/** Polls that find nothing come every few seconds; they are told to whoever wants to hear everything. */
function logLeft({ log }: Engine, { integrationId, mode, state, counters, calls, error }: Run): void {
  const { created, updated, held, failed } = counters;
  const isQuiet = mode === 'incremental' && state === 'finished' && created + updated + held + failed === 0;
  const fields = { integrationId, mode, state, ...counters, calls, reason: error?.message };
  if (isQuiet) log.debug('a run is left', fields);
  else log.info('a run is left', fields);
}

async function workOne(engine: Engine, runId: string, signal: AbortSignal, stopping: AbortSignal): Promise<Run | null> {
  // every call that waits listens to it, and a batch has a hundred of them
  setMaxListeners(0, signal);
  const begun = await engine.database.transaction('begin run', async (transaction) => {
    const claim = (await takeClaims(transaction, engine.workerId, [`run:${runId}`])).get(`run:${runId}`);
    if (claim === undefined) return null;
    const run = await beginRun(transaction, runId);
    if (run === null) {
      await releaseClaims(transaction, engine.workerId, [claim]);
      return null;
    }
    return { claim, run };
  });
  if (begun === null) return null;
  const { claim, run } = begun;
  engine.log.debug('a run begins', { integrationId: run.integrationId, mode: run.mode, phase: run.phase });
  let job: SyncJob | null = null;
  const calls = new CallCount();
  try {
    const integration = await engine.database.transaction('get integration', (transaction) =>
      getIntegration(transaction, run.integrationId),
    );
    if (integration === null) throw new LeaseLostError('the integration is gone');
    calls.expect([integration.definition.left.connection, integration.definition.right.connection]);
    const party = `${run.integrationId} ${laneOf(run)}`;
    await onBehalfOf(party, () =>
      calls.during(async () => {
        const opened = await openJob(engine, integration, { id: run.id, lane: laneOf(run) }, signal);
        job = opened.job;
        const plan = await planOf(job, run);
        const siteIsKnown = once(() => checkSites(opened.job, signal));
        await readAll({ job, run, claim, plan, siteIsKnown, stopping }, signal);
        const applied = plan === null ? null : new AppliedPlan(plan);
        const stopped = await workAll({ job, run, applied, siteIsKnown, stopping }, signal);
        await finish(engine, job, run, {
          stopped,
          remarks: remarksOn(integration, opened.faults, applied?.drift() ?? []),
          takesOver: plan?.mode === 'onboarding',
        });
      }),
    );
  } catch (error) {
    await settleTrouble(engine, run, job, error, stopping);
  } finally {
    await engine.database.transaction('leave run', async (transaction) => {
      await countCalls(transaction, run.id, calls.sent());
      await releaseClaims(transaction, engine.workerId, [claim]);
    });
  }
  return engine.database.transaction('get run', (transaction) => getRun(transaction, run.id));
}

/** Where a run's changes wait. Single items have a lane of their own; everything but onboarding shares one. */
function laneOf(run: Pick<Run, 'id' | 'mode' | 'request'>): string {
  if (run.mode === 'onboarding') return 'onboarding';
  const { items, planId, streams } = run.request;
  const isNarrow = [items, planId, streams].some((narrowed) => narrowed !== undefined);
  return isNarrow ? `run ${run.id}` : 'incremental';
}

/** What a person must know of a run that has finished: parts of the mapping that cannot work, writes that were not as planned. */
function remarksOn(
  integration: Integration,
  faults: readonly MappingFault[],
  drift: readonly string[],
): RunError | null {
  const wrong = faults.map((fault) => describeFault(integration, fault));
  if (wrong.length === 0 && drift.length === 0) return null;
  return {
    name: wrong.length > 0 ? 'MappingFault' : 'Drift',
    message: [
      ...(wrong.length > 0 ? [`part of the mapping cannot work: ${wrong.join('; ')}`] : []),
      ...(drift.length > 0 ? [`not as planned: ${drift.join('; ')}`] : []),
    ].join('. '),
    details: { faults: wrong, drift: [...drift] },
  };
}

/** How a run came to its end. */
interface Ending {
  readonly stopped: string | null;
  readonly remarks: RunError | null;
  /** Whether it did what an onboarding does. */
  readonly takesOver: boolean;
}

async function finish(engine: Engine, job: SyncJob, run: Run, { stopped, remarks, takesOver }: Ending): Promise<void> {
  await engine.database.transaction('finish run', async (transaction) => {
    if (stopped !== null) {
      await endRun(transaction, run, 'stopped', { name: 'DeleteLimit', message: stopped, details: {} });
      return;
    }
    await endRun(transaction, run, 'finished', remarks);
    if (run.mode === 'onboarding' || takesOver) {
      await transaction.query('update integrations set onboarded_at = syncline_now() where id = $1', [
        job.integration.id,
      ]);
    }
  });
}
