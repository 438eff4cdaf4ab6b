import { Command } from 'commander';
import { continueRuns } from '../../application/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { noteWorkers } from './note-workers.js';
import { readIds } from './read-ids.js';

const HELP = `
Examples:
  syncline continue-run -r 5f0c8c1e-5d0a-4b0e-9d0c-6a1f6f1d2b3c

What was read and written stays; what was interrupted is looked for. A run that has finished does not go on, nor one whose
integration is paused: those are named, and the exit code is 1.
`;

interface ContinueRunOptions {
  readonly run: readonly string[];
  readonly json?: boolean;
}

/** A lever of the operator: a run that waits, has failed or was put down goes on now. */
export function continueRunCommand(context: CommandContext): Command {
  return new Command('continue-run')
    .summary('let runs go on that wait, failed or were stopped')
    .description(
      'Lets runs go on at once, from the page where they stand: delayed, forsaken, failed, paused and stopped ones.',
    )
    .requiredOption('-r, --run <ids>', 'ids of runs, separated by commas', readIds)
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async ({ run: ids, json = false }: ContinueRunOptions) =>
        context.withApplication(async (application) => {
          const continued = await continueRuns(application, ids);
          const { terminal } = context;
          const workers = await noteWorkers(terminal, application);
          const runs = continued.map(({ run: { id, mode, state }, integration, refused }) => ({
            integration,
            run: id,
            mode,
            state,
            refused,
          }));
          if (json) terminal.printJson({ runs, workers });
          else
            for (const { run, mode, integration, refused } of runs)
              terminal.print(
                refused === null
                  ? `Goes on: ${mode} run ${run} of ${integration}.`
                  : `Does not go on: ${mode} run ${run} of ${integration}: ${refused}`,
              );
          return runs.every(({ refused }) => refused === null) ? EXIT.done : EXIT.differences;
        }),
      ),
    );
}
