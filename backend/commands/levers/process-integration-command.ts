import { Command } from 'commander';
import { requestSyncs } from '../../application/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { noteWorkers } from './note-workers.js';
import { readNames } from './read-ids.js';

const HELP = `
Examples:
  syncline process-integration -i incidents
  syncline process-integration -i incidents,requests -o
`;

interface ProcessIntegrationOptions {
  readonly integration: readonly string[];
  readonly onboarding?: boolean;
  readonly json?: boolean;
}

/** A lever of the operator: runs of several integrations at once, left to the workers. */
export function processIntegrationCommand(context: CommandContext): Command {
  return new Command('process-integration')
    .summary('queue a run of each of these integrations')
    .description(
      'Queues a run of each of these integrations, to be worked by a server: all of them, or none when one cannot run.',
    )
    .requiredOption('-i, --integration <ids>', 'names or ids, separated by commas', readNames)
    .option('-o, --onboarding', 'take over what exists already, instead of what changed')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async ({ integration, onboarding = false, json = false }: ProcessIntegrationOptions) =>
        context.withApplication(async (application) => {
          const mode = onboarding ? 'onboarding' : 'manual';
          const requested = await requestSyncs(application, integration, { mode, request: {} });
          const { terminal } = context;
          const workers = await noteWorkers(terminal, application);
          const runs = requested.map(({ integration: { name }, run: { id, state }, isNew }) => ({
            integration: name,
            run: id,
            mode,
            state,
            isNew,
          }));
          if (json) terminal.printJson({ runs, workers });
          else
            for (const { integration: name, run, state, isNew } of runs)
              terminal.print(
                isNew
                  ? `Queued: ${mode} run ${run} of ${name}.`
                  : `Active already: ${mode} run ${run} of ${name} (${state}).`,
              );
          return EXIT.done;
        }),
      ),
    );
}
