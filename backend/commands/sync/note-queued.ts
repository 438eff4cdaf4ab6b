import type { Application, RequestedSync } from '../../application/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { SyncOptions } from './wanted-run.js';

/** Says that a run waits for a worker, and whether there is one. */
export async function noteQueued(
  { terminal }: CommandContext,
  application: Application,
  { integration, run, isNew }: RequestedSync,
  { json = false, item, plan }: SyncOptions,
): Promise<ExitCode> {
  const { workers } = await (await application.queue()).stats();
  const isOther = !isNew && (item !== undefined || plan !== undefined);
  if (json) {
    terminal.printJson({ run: run.id, mode: run.mode, state: run.state, isNew, workers });
    return isOther ? EXIT.differences : EXIT.done;
  }
  terminal.print(
    isNew
      ? `Queued: ${run.mode} run ${run.id} of ${integration.name}.`
      : `A ${run.mode} run of ${integration.name} is active already: ${run.id} (${run.state}).`,
  );
  if (isOther) terminal.print('It is about something else; ask again when it has ended.');
  terminal.print(
    workers > 0
      ? 'A worker is there and takes it up at once.'
      : `No worker is there: start one with \`syncline serve\`, or work it here with \`syncline sync ${integration.name} --wait\`.`,
  );
  return isOther ? EXIT.differences : EXIT.done;
}
