import {
  type Application,
  type RequestedSync,
  requestSync,
  type WantedRun,
  type Worker,
} from '../../application/index.js';
import { listActiveRuns, type Run } from '../../runs/index.js';
import { canonicalJson } from '../../shared/index.js';
import type { CommandContext } from '../command-context.js';
import { isInLivingHands } from './living-hands-repository.js';
import { watchProgress } from './watch-progress.js';
import { workUntilEnded } from './work-until-ended.js';

/** Runs that were worked here until they had ended. */
export interface WorkedSync {
  readonly requested: RequestedSync;
  /** The one that was wanted, and before it those of the integration whose worker had died. */
  readonly runs: readonly Run[];
}

/** Asks for a run and works it here until it has ended, and before it every active run of the integration whose worker has died. */
export async function workSync(
  context: CommandContext,
  application: Application,
  worker: Worker,
  { name, wanted }: { readonly name: string; readonly wanted: WantedRun },
): Promise<WorkedSync> {
  const asked = canonicalJson(wanted.request);
  const worked = new Map<string, Run>();
  for (;;) {
    const requested = await requestSync(application, name, wanted);
    for (const run of await workActive(context, application, { worker, requested })) worked.set(run.id, run);
    // Else the active run of that mode was about something else, and now there is room for this one.
    if (requested.isNew || canonicalJson(requested.run.request) === asked)
      return { requested, runs: [...worked.values()] };
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
