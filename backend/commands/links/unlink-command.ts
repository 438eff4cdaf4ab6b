import { Command } from 'commander';
import { unlink } from '../../application/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';

const HELP = `
Examples:
  syncline unlink BENCH-12
  syncline unlink INC0010007 --integration incidents

Both items stay as they are. They are not linked again, and no new partner is made for them.
`;

interface UnlinkOptions {
  readonly integration?: string;
  readonly json?: boolean;
}

export function unlinkCommand(context: CommandContext): Command {
  return new Command('unlink')
    .summary('let two items go their own ways')
    .description('Ends the link of an item with its partner, in every integration or in one.')
    .argument('<item>', 'its key on either side')
    .option('--integration <name>', 'only in this integration')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (item: string, { integration, json = false }: UnlinkOptions) =>
        context.withApplication(async (application) => {
          const unlinked = await unlink(application, { item, integration });
          const { terminal } = context;
          if (json) terminal.printJson({ unlinked });
          else {
            for (const pair of unlinked) terminal.print(`${pair.left} and ${pair.right} are linked no more.`);
            terminal.note('Both stay as they are; neither gets a new partner by itself.');
          }
          return EXIT.done;
        }),
      ),
    );
}
