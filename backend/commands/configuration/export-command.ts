import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { exportConfiguration, readStored } from '../../configuration/index.js';
import { ConfigurationError, errorMessage } from '../../shared/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';

const HELP = `
Examples:
  syncline export                    print the stored configuration
  syncline export -o syncline.yaml   write it into a file

No secret is ever exported: "\${secret:connection/field}" stands for it and keeps the stored one when applied.
`;

export function exportCommand(context: CommandContext): Command {
  return new Command('export')
    .summary('write the stored configuration as a file')
    .description('Writes the stored configuration as a file that `apply` takes.')
    .option('-o, --output <file>', 'where to write it; standard output when absent')
    .addHelpText('after', HELP)
    .action(
      context.action(async ({ output }: { readonly output?: string }) =>
        context.withApplication(async ({ database, connectors }) => {
          const { stored } = await database.transaction('read configuration', readStored);
          const text = exportConfiguration(stored, connectors);
          if (output === undefined) {
            context.terminal.print(text);
            return EXIT.done;
          }
          await writeFile(output, text).catch((error: unknown) => {
            throw new ConfigurationError(`${output} cannot be written: ${errorMessage(error)}`, { cause: error });
          });
          context.terminal.note(`Written to ${output}.`);
          return EXIT.done;
        }),
      ),
    );
}
