import { Command } from 'commander';
import { pause } from '../../application/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { type PausingOptions, readChoice } from './read-choice.js';

const HELP = `
Examples:
  syncline pause incidents   stop an integration; what is in hand is put down within seconds
  syncline pause jira        stop everything that goes through a connection
  syncline pause --all       stop every integration

Nothing is lost: changes are found when it runs again (syncline resume).
`;

export function pauseCommand(context: CommandContext): Command {
  const command = new Command('pause');
  return command
    .summary('stop an integration, a connection or everything for a while')
    .description('Stops an integration, everything that goes through a connection, or everything, until it is resumed.')
    .argument('[name]', 'an integration or a connection')
    .option('--all', 'every integration')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (name: string | undefined, options: PausingOptions) => {
        const chosen = readChoice(command, name, options);
        return context.withApplication(async (application) => {
          const paused = await pause(application, chosen);
          const { terminal } = context;
          if (options.json === true) terminal.printJson({ paused });
          else terminal.print(paused.length === 0 ? 'There is nothing to pause.' : `Paused: ${paused.join(', ')}`);
          return EXIT.done;
        });
      }),
    );
}
