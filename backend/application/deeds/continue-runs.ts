import { recordAudit } from '../../audit/index.js';
import { findIntegration, integrationNames } from '../../integrations/index.js';
import { continueRun, getRun, listActiveRuns, type Run } from '../../runs/index.js';
import { UnknownNameError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { enqueueRun } from '../../ticks/index.js';
import type { Application } from '../open-application.js';
import { idleReason } from './idle-reason.js';
import { refuseUnlicensed } from './refuse-unlicensed.js';

/** A run that was to go on. */
export interface ContinuedRun {
  readonly run: Run;
  readonly integration: string;
  /** Why it does not; null when it does. */
  readonly refused: string | null;
}

/**
 * Lets runs go on at once from the page where they stand: a delayed one waits no longer, one whose worker died is taken up, one that
 * failed, was paused or stopped is taken up again. @throws UnknownNameError when there is no run of one of the ids; nothing is done then.
 */
export async function continueRuns(
  application: Application,
  runIds: readonly string[],
): Promise<readonly ContinuedRun[]> {
  const queue = await application.queue();
  return application.database.transaction('continue runs', async (transaction) => {
    await refuseUnlicensed(transaction, application);
    const runs = await Promise.all(runIds.map((id) => requireRun(transaction, id)));
    const continued: ContinuedRun[] = [];
    for (const run of runs) {
      const { name, refused } = await judge(transaction, run);
      if (refused === null && run.state !== 'running') await continueRun(transaction, run.id);
      if (refused === null) await enqueueRun(queue, transaction, run.id);
      if (refused === null) {
        const details = { mode: run.mode, was: run.state };
        await recordAudit(transaction, application.actor, { action: 'continue run', subject: run.id, details });
      }
      continued.push({ run: (await getRun(transaction, run.id)) ?? run, integration: name, refused });
    }
    return continued;
  });
}

async function requireRun(transaction: Transaction, id: string): Promise<Run> {
  const run = await getRun(transaction, id);
  if (run !== null) return run;
  throw new UnknownNameError(`there is no run ${id}; see \`syncline runs NAME --json\``);
}

async function judge(
  transaction: Transaction,
  run: Run,
): Promise<{ readonly name: string; readonly refused: string | null }> {
  const name = (await integrationNames(transaction, [run.integrationId])).get(run.integrationId) ?? '';
  const integration = await findIntegration(transaction, name);
  if (integration?.id !== run.integrationId) return { name, refused: `${name} is archived; apply a file that has it` };
  const idle = idleReason(integration);
  if (idle !== null) return { name, refused: idle };
  if (run.state === 'finished') return { name, refused: `it has finished; ask for another: syncline sync ${name}` };
  const active = (await listActiveRuns(transaction, integration.id)).find(({ mode }) => mode === run.mode);
  if (active === undefined || active.id === run.id) return { name, refused: null };
  return { name, refused: `${run.mode} run ${active.id} of ${name} is active; one of a mode runs at a time` };
}
