import { type Application, type RequestedSync, requestSync, type Worker } from '../../application/index.js';
import { requireSync } from '../../integrations/index.js';
import { listActiveRuns, type Run } from '../../runs/index.js';
import { canonicalJson } from '../../shared/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { isInLivingHands } from './living-hands-repository.js';
import { noteOutcome } from './note-outcome.js';
import { reportRuns } from './sync-report.js';
import { type SyncOptions, wantedRun } from './wanted-run.js';
import { watchProgress } from './watch-progress.js';
import { workUntilEnded } from './work-until-ended.js';

/** Works a run here until it has ended, and before it every active run of the integration whose worker has died. */
export async function syncAndWait(
  context: CommandContext,
  application: Application,
  name: string,
  options: SyncOptions,
): Promise<ExitCode> {
  const since = application.clock.now().getTime();
  await application.database.transaction('find integration', (transaction) => requireSync(transaction, name));
  const wanted = await wantedRun(name, options);
  const asked = canonicalJson(wanted.request);
  const worker = await application.startWorker();
  try {
    const worked = new Map<string, Run>();
    let requested = await requestSync(application, name, wanted);
    for (;;) {
      for (const run of await workActive(context, application, { worker, requested })) worked.set(run.id, run);
      // The active run of that mode was about something else; now there is room for this one.
      if (requested.isNew || canonicalJson(requested.run.request) === asked) break;
      requested = await requestSync(application, name, wanted);
    }
    const seconds = (application.clock.now().getTime() - since) / 1000;
    const report = reportRuns(requested.run, [...worked.values()], seconds);
    if (options.json === true) context.terminal.printJson(report);
    await noteOutcome(context, application, { integration: requested.integration, report, runs: [...worked.values()] });
    // A finished run has an error when writes drifted from their plan, or when parts of the mapping cannot work.
    const isClean =
      report.state === 'finished' && report.failed === 0 && [...worked.values()].every(({ error }) => error === null);
    return isClean ? EXIT.done : EXIT.differences;
  } finally {
    await worker.stop();
  }
}

async function workActive(
  context: CommandContext,
  application: Application,
  { worker, requested }: { readonly worker: Worker; readonly requested: RequestedSync },
): Promise<readonly Run[]> {
  const { integration, run } = requested;
  const runIds = [...(await forsakenRuns(application, requested)), run.id];
  const over = new AbortController();
  const progress = watchProgress(application, context.terminal, {
    name: integration.name,
    runIds,
    signal: AbortSignal.any([over.signal, context.signal]),
  });
  const signal = AbortSignal.any([context.signal, worker.lost]);
  try {
    const ended: Run[] = [];
    // One after another: calls are counted by connection, and side by side each run would be charged for both.
    for (const runId of runIds) {
      ended.push(await workUntilEnded(worker, runId, { mode: application.settings.mode, signal }));
    }
    return ended;
  } finally {
    over.abort();
    await progress;
  }
}

/** Other active runs of the integration that no living worker has in hand, oldest first. */
async function forsakenRuns(
  { database }: Application,
  { integration, run }: RequestedSync,
): Promise<readonly string[]> {
  return database.transaction('list forsaken runs', async (transaction) => {
    const runIds: string[] = [];
    for (const { id } of await listActiveRuns(transaction, integration.id)) {
      if (id !== run.id && !(await isInLivingHands(transaction, id))) runIds.push(id);
    }
    return runIds;
  });
}
