import { Command } from 'commander';
import { rebind } from '../../application/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';

const HELP = `
Examples:
  syncline rebind jira

A connection remembers the site that first answered at its address, and refuses another one: a copy of production has the same
keys. Say this when the site was moved or restored and holds the same items; its links go on.
`;

export function rebindCommand(context: CommandContext): Command {
  return new Command('rebind')
    .summary('accept the site that answers at a connection now')
    .description('Binds a connection to the site that answers at its address now, and lets it work again.')
    .argument('<connection>', 'the connection')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (name: string, { json = false }: { readonly json?: boolean }) =>
        context.withApplication(async (application) => {
          const rebound = await rebind(application, name, context.signal);
          const { before, now, siteName } = rebound;
          const { terminal } = context;
          if (json) terminal.printJson(rebound);
          else if (before === now) terminal.print(`${name} is bound to ${siteName} (${now}) already.`);
          else terminal.print(`${name} is bound to ${siteName} (${now}) now; it was bound to ${before ?? 'nobody'}.`);
          return EXIT.done;
        }),
      ),
    );
}
