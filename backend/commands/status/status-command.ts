import { Command } from 'commander';
import { readStatus } from '../../application/index.js';
import { requireIntegration } from '../../integrations/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { formatStatus } from './format-status.js';

const HELP = `
Examples:
  syncline status              connections and integrations
  syncline status incidents    one integration, with the items that failed
`;

export function statusCommand(context: CommandContext): Command {
  return new Command('status')
    .summary('where things stand')
    .description('Shows where things stand: connections, integrations, their runs and what waits.')
    .argument('[name]', 'one integration')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (name: string | undefined, { json = false }: { readonly json?: boolean }) =>
        context.withApplication(async (application) => {
          const status = await application.database.transaction('read status', async (transaction) => {
            if (name !== undefined) await requireIntegration(transaction, name);
            return readStatus(transaction, application, name ?? null);
          });
          const { terminal } = context;
          if (json) terminal.printJson({ database: application.databaseDescription, ...status });
          else terminal.print(formatStatus(status, terminal.colours, { isDetailed: name !== undefined }));
          return EXIT.done;
        }),
      ),
    );
}
