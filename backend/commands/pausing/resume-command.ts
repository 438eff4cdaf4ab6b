import { Command } from 'commander';
import { resume } from '../../application/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { type PausingOptions, readChoice } from './read-choice.js';

const HELP = `
Examples:
  syncline resume incidents   let an integration run again
  syncline resume jira        let a connection be used again, after its password or rights were mended
  syncline resume --all       everything; also what to say to a copied database that shall run here
`;

export function resumeCommand(context: CommandContext): Command {
  const command = new Command('resume');
  return command
    .summary('let what was paused run again')
    .description('Lets what was paused run again, at once. Onboarding that was interrupted by the pause goes on too.')
    .argument('[name]', 'an integration or a connection')
    .option('--all', 'every integration and connection')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (name: string | undefined, options: PausingOptions) => {
        const chosen = readChoice(command, name, options);
        return context.withApplication(async (application) => {
          const resumed = await resume(application, chosen);
          const { terminal } = context;
          if (options.json === true) terminal.printJson({ resumed });
          else terminal.print(resumed.length === 0 ? 'There is nothing to resume.' : `Resumed: ${resumed.join(', ')}`);
          return EXIT.done;
        });
      }),
    );
}
