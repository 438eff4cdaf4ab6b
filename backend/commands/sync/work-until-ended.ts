import type { Worker } from '../../application/index.js';
import { getIntegration } from '../../integrations/index.js';
import { getRun, isActive, type Run, workRun } from '../../runs/index.js';
import { LeaseLostError } from '../../shared/index.js';
import { planNextPoll } from '../../ticks/index.js';

/** How often a run is looked at that another worker has in hand, or that waits. */
const LOOK_MS = 300;

/**
 * Works a run until it has ended: waits where it must wait, and lets the worker that has it in hand finish it; if that one dies, it
 * is taken over. @returns the run as it ended, or as it stands when its integration was paused meanwhile.
 * @throws the signal's reason when aborted; what was done by then stays.
 */
export async function workUntilEnded(
  { engine }: Worker,
  runId: string,
  { mode, signal }: { readonly mode: 'onpremise' | 'saas'; readonly signal: AbortSignal },
): Promise<Run> {
  for (;;) {
    const worked = await workRun(engine, runId, signal, {
      async onEnd(transaction, ended) {
        if (ended.mode === 'incremental') await planNextPoll(transaction, ended, mode);
      },
    });
    const run = worked ?? (await engine.database.transaction('get run', (transaction) => getRun(transaction, runId)));
    if (run === null) throw new LeaseLostError(`run ${runId} was deleted with its integration`);
    if (!isActive(run.state)) return run;
    signal.throwIfAborted();
    const integration = await engine.database.transaction('get integration', (transaction) =>
      getIntegration(transaction, run.integrationId),
    );
    if (integration?.state === 'paused') return { ...run, state: 'paused' };
    await engine.clock.sleep(Math.max(Math.min(run.resumeInMs, LOOK_MS), worked === null ? LOOK_MS : 0), signal);
  }
}
