import { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { formatTable } from '../terminal/index.js';
import { effectiveSettings } from './effective-settings.js';

const HELP = `
Settings are variables of the environment; see docs/ for what each does. Secrets are never shown.
`;

export function configCommand(context: CommandContext): Command {
  return new Command('config')
    .summary('the settings in effect and where each comes from')
    .description('Shows the settings in effect and where each comes from.')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async ({ json = false }: { readonly json?: boolean }) => {
        const settings = effectiveSettings(context.settings(), context.environment);
        const { terminal } = context;
        const { dim } = terminal.colours;
        if (json) terminal.printJson({ settings });
        else {
          const rows = settings.map(({ name, value, origin }) => [name, value ?? dim('not set'), dim(origin)]);
          terminal.print(formatTable(['setting', 'value', 'from'].map(dim), rows));
        }
        return EXIT.done;
      }),
    );
}
