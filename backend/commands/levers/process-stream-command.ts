import { Command } from 'commander';
import { replayStreams } from '../../application/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { noteWorkers } from './note-workers.js';
import { readIds } from './read-ids.js';

const HELP = `
Examples:
  syncline runs incidents --streams
  syncline process-stream -s 0b54e1f0-8a5c-4f7a-9f0e-1d7a2c3b4e5f
`;

interface ProcessStreamOptions {
  readonly stream: readonly string[];
  readonly json?: boolean;
}

/** A lever of the operator: what a stream of an earlier run named is dealt with once more. */
export function processStreamCommand(context: CommandContext): Command {
  return new Command('process-stream')
    .summary('read streams of earlier runs again')
    .description(
      'Reads streams of earlier runs again from their first page, and deals with every item on them whatever was seen.',
    )
    .requiredOption('-s, --stream <ids>', 'ids of streams, separated by commas', readIds)
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async ({ stream: ids, json = false }: ProcessStreamOptions) =>
        context.withApplication(async (application) => {
          const replays = await replayStreams(application, ids);
          const { terminal } = context;
          const workers = await noteWorkers(terminal, application);
          const runs = replays.map(({ integration: { name }, run: { id, state }, isNew, isAboutThese }) => ({
            integration: name,
            run: id,
            mode: 'replay',
            state,
            isNew,
            isAboutThese,
          }));
          if (json) terminal.printJson({ runs, workers });
          else
            for (const { integration, run, isNew, isAboutThese } of runs)
              terminal.print(
                isNew
                  ? `Queued: replay run ${run} of ${integration}.`
                  : `Replay run ${run} of ${integration} is active already${isAboutThese ? '.' : ', about other streams; ask again when it has ended.'}`,
              );
          return runs.every(({ isAboutThese }) => isAboutThese) ? EXIT.done : EXIT.differences;
        }),
      ),
    );
}
