import { Command, Option } from 'commander';
import { requireSync } from '../../integrations/index.js';
import { type LinkState, type LinkStatus, linkState, pageLinks } from '../../links/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { parseCount } from '../parse-count.js';
import { type Colours, counted, formatMoment, formatTable } from '../terminal/index.js';
import { importLinksCommand } from './import-links-command.js';

const HELP = `
Examples:
  syncline links incidents
  syncline links incidents --item BENCH-12
  syncline links incidents --state failed --json
  syncline links import pairs.csv

States: equal; held (a field waits for a person); failed (a tool refuses it); ended (unlinked, gone or undone).
`;
const USUAL_LIMIT = 50;
const HEADINGS = ['left', 'right', 'state', 'in step since', 'why'];

interface LinksOptions {
  readonly state?: LinkState;
  readonly item?: string;
  readonly limit: number;
  readonly json?: boolean;
}

export function linksCommand(context: CommandContext): Command {
  return new Command('links')
    .summary('which items are the same thing on both sides')
    .description(
      'Lists the links of an integration: two items that are the same thing on two sides, and how they stand.',
    )
    .argument('<name>', 'the integration')
    .addOption(new Option('--state <state>', 'only those').choices(linkState.options))
    .option('--item <key>', 'only those of this item, on either side')
    .option('--limit <count>', 'how many', parseCount, USUAL_LIMIT)
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .addCommand(importLinksCommand(context))
    .action(
      context.action(async (name: string, { state, item, limit, json = false }: LinksOptions) =>
        context.withApplication(async ({ database }) => {
          const found = await database.transaction('list links', async (transaction) => {
            const { id: integrationId } = await requireSync(transaction, name);
            return pageLinks(transaction, { integrationId, item, state }, { after: null, limit: limit + 1 });
          });
          const { terminal } = context;
          const links = found.slice(0, limit).map(({ link }) => link);
          const hasMore = found.length > limit;
          if (json) terminal.printJson({ integration: name, links: links.map(shown), hasMore });
          else terminal.print(formatLinks(links, hasMore, terminal.colours));
          return EXIT.done;
        }),
      ),
    );
}

function shown({ integrationId: _, historyHash: __, ruleIndex: ___, ...link }: LinkStatus) {
  return link;
}

function formatLinks(links: readonly LinkStatus[], hasMore: boolean, colours: Colours): string {
  if (links.length === 0) return 'There is no such link.';
  const rows = links.map((link) => [
    link.left.key,
    link.right.key,
    colourOf(link.state, colours)(link.state),
    formatMoment(link.endedAt ?? link.syncedAt),
    link.problem ?? link.endedReason ?? link.held.join(', '),
  ]);
  const more = hasMore ? ['', `These are the first ${counted(links.length, 'link')}; --limit shows more.`] : [];
  return [formatTable(HEADINGS.map(colours.dim), rows), ...more].join('\n');
}

function colourOf(state: LinkState, { green, red, yellow, dim }: Colours) {
  return { equal: green, held: yellow, failed: red, ended: dim }[state];
}
