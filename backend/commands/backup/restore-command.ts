import { resolve } from 'node:path';
import { Command } from 'commander';
import { attachDatabase } from '../../application/index.js';
import { restoreBackup } from '../../backup/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';

const HELP = `
Examples:
  SYNCLINE_HOME=/srv/syncline-new syncline restore syncline-2026-11-22.backup

The database must be empty. Everything is paused afterwards, for the installation that the backup was made of may still be
running; when it is not: syncline resume --all. What was made in the tools since the backup is found again by its marks.
`;

export function restoreCommand(context: CommandContext): Command {
  return new Command('restore')
    .summary('fill an empty database from a backup')
    .description('Fills an empty database from a file that `backup` has written. Starts paused.')
    .argument('<file>', 'the backup')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (file: string, { json = false }: { readonly json?: boolean }) => {
        const { signal, terminal } = context;
        // Not as an application is opened: that would bring the database to this program's schema before the rows of an older one are there.
        const attached = await attachDatabase(context.settings(), { log: context.log(), signal });
        try {
          const { madeAt, version } = await restoreBackup(attached.url, resolve(file), signal);
          if (json) terminal.printJson({ madeAt, version });
          else
            terminal.print(
              `Restored as of ${madeAt}. Everything is paused; next: syncline status, syncline resume --all`,
            );
          return EXIT.done;
        } finally {
          await attached.release();
        }
      }),
    );
}
