import type { Application } from '../../application/index.js';
import { requireSync } from '../../integrations/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { noteOutcome } from './note-outcome.js';
import { reportRuns } from './sync-report.js';
import { type SyncOptions, wantedRun } from './wanted-run.js';
import { workSync } from './work-sync.js';

/** Works a run here until it has ended and reports what came of it. */
export async function syncAndWait(
  context: CommandContext,
  application: Application,
  name: string,
  options: SyncOptions,
): Promise<ExitCode> {
  const since = application.clock.now().getTime();
  await application.database.transaction('find integration', (transaction) => requireSync(transaction, name));
  const wanted = await wantedRun(name, options);
  const worker = await application.startWorker();
  try {
    const { requested, runs } = await workSync(context, application, worker, { name, wanted });
    const seconds = (application.clock.now().getTime() - since) / 1000;
    const report = reportRuns(requested.run, runs, seconds);
    if (options.json === true) context.terminal.printJson(report);
    await noteOutcome(context, application, { integration: requested.integration, report, runs });
    // A finished run has an error when writes drifted from their plan, or when parts of the mapping cannot work.
    const isClean = report.state === 'finished' && report.failed === 0 && runs.every(({ error }) => error === null);
    return isClean ? EXIT.done : EXIT.differences;
  } finally {
    await worker.stop();
  }
}
