import { resolve } from 'node:path';
import { Command } from 'commander';
import { recordAudit } from '../../audit/index.js';
import { writeBackup } from '../../backup/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';

const HELP = `
Examples:
  syncline backup syncline-2026-11-22.backup

Work goes on meanwhile; the file shows one moment. It holds everything but the secret key: keep that elsewhere (syncline config
says where it is), for without it the stored credentials cannot be opened.
`;

export function backupCommand(context: CommandContext, version: string): Command {
  return new Command('backup')
    .summary('write everything into one file')
    .description('Writes configuration, links, history and all else that is stored into one compressed file.')
    .argument('<file>', 'where to write it; mode 0600')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (file: string, { json = false }: { readonly json?: boolean }) =>
        context.withServer(async ({ databaseUrl, database, actor }) => {
          const path = resolve(file);
          await database.transaction('note backup', (transaction) =>
            recordAudit(transaction, actor, { action: 'backup', subject: path }),
          );
          const { tables, madeAt } = await writeBackup({ databaseUrl, version }, path, context.signal);
          if (json) context.terminal.printJson({ file: path, tables, madeAt });
          else
            context.terminal.print(`Written to ${path}. The secret key is not in it: keep a copy of that elsewhere.`);
          return EXIT.done;
        }),
      ),
    );
}
