import { Command } from 'commander';
import { listConflicts, shownConflict, withPairs } from '../../conflicts/index.js';
import { requireSync } from '../../integrations/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { formatConflicts } from './format-conflicts.js';

const HELP = `
Examples:
  syncline conflicts              everything that waits for a person
  syncline conflicts incidents
  syncline resolve 12 --take left settle one

A held field holds up nothing else: the other fields of its item go on.
`;

export function conflictsCommand(context: CommandContext): Command {
  return new Command('conflicts')
    .summary('fields that wait for a person')
    .description('Lists the fields that wait for a person, with both values and why.')
    .argument('[name]', 'one integration')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (name: string | undefined, { json = false }: { readonly json?: boolean }) =>
        context.withApplication(async ({ database }) => {
          const entries = await database.transaction('list conflicts', async (transaction) => {
            const integration = name === undefined ? null : (await requireSync(transaction, name)).id;
            return withPairs(transaction, await listConflicts(transaction, integration));
          });
          const { terminal } = context;
          if (json) terminal.printJson({ conflicts: entries.map(shownConflict) });
          else terminal.print(formatConflicts(entries, terminal.colours));
          return EXIT.done;
        }),
      ),
    );
}
