import { Command, Option } from 'commander';
import { type AuditEntry, auditedAction, pageAudit } from '../../audit/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { parseCount } from '../parse-count.js';
import { formatMoment, formatTable } from '../terminal/index.js';

const HELP = `
Examples:
  syncline audit                       the last fifty things that people did
  syncline audit --action apply        who changed the configuration
  syncline audit --limit 1000 --json   for a program

Kept with each deed and never changed. No secret and no content of items is in it.
`;

interface AuditOptions {
  readonly action?: AuditEntry['action'];
  readonly limit: number;
  readonly json?: boolean;
}

export function auditCommand(context: CommandContext): Command {
  return new Command('audit')
    .summary('who did what, newest first')
    .description('Shows what people did to the platform: who, when, what and to what; newest first.')
    .addOption(new Option('--action <action>', 'only this').choices(auditedAction.options))
    .option('--limit <count>', 'how many', parseCount, 50)
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async ({ action, limit, json = false }: AuditOptions) =>
        context.withApplication(async ({ database }) => {
          const entries = await database.transaction('list audit', (transaction) =>
            pageAudit(transaction, { action }, { after: null, limit }),
          );
          const { terminal } = context;
          if (json) terminal.printJson({ entries });
          else if (entries.length === 0) terminal.print('Nobody has done anything yet.');
          else
            terminal.print(
              formatTable(['when', 'who', 'what', 'to what', ''].map(terminal.colours.dim), entries.map(row)),
            );
          return EXIT.done;
        }),
      ),
    );
}

function row({ at, actor, action, subject, details }: AuditEntry): string[] {
  const who = actor.kind === 'token' ? `token ${actor.name}` : actor.name;
  const more = Object.entries(details).filter(([, value]) => value !== null && String(value) !== '');
  return [
    formatMoment(at),
    who,
    action,
    subject ?? 'everything',
    more.map(([name, value]) => `${name} ${value}`).join(', '),
  ];
}
