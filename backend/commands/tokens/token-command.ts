import { Command, InvalidArgumentError, Option } from 'commander';
import { recordAudit } from '../../audit/index.js';
import { UnknownNameError } from '../../shared/index.js';
import { createToken, listTokens, revokeToken, type TokenScope, tokenScope } from '../../tokens/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { parseCount } from '../parse-count.js';
import { formatMoment, formatTable } from '../terminal/index.js';

const HELP = `
Examples:
  syncline token create --name operator                  a new token for /api/v1; the old one of that name ends
  syncline token create --name board --scope viewer --days 90
                                                         one that only looks, for ninety days
  syncline token create --name grafana --scope metrics   one that opens /metrics alone
  syncline token revoke grafana
  syncline token list

A token is shown once, when it is made; the platform keeps only a hash of it.
`;

interface Reported {
  readonly json?: boolean;
}

interface CreateOptions extends Reported {
  readonly name: string;
  readonly scope: TokenScope;
  readonly days?: number;
}

/** Tokens for programs, and for people until they can sign in. */
export function tokenCommand(context: CommandContext): Command {
  const command = new Command('token').summary('tokens for the HTTP side').description('Makes and ends tokens.');
  command.addHelpText('after', HELP);
  for (const each of [create(context), revoke(context), list(context)]) {
    command.addCommand(each.option('--json', 'report as one JSON document'));
  }
  return command;
}

function create(context: CommandContext): Command {
  return new Command('create')
    .description('Makes a token and prints it, this once. An earlier one of that name lets nobody in any more.')
    .requiredOption('--name <name>', 'what it is for', parseName)
    .addOption(new Option('--scope <scope>', 'what it opens').choices(tokenScope.options).default('operator'))
    .option('--days <count>', 'how long it lets in; until it is revoked when absent', parseCount)
    .action(
      context.action(async ({ name, scope, days, json = false }: CreateOptions) =>
        context.withApplication(async ({ database, actor }) => {
          const token = await database.transaction('create token', async (transaction) => {
            const details = { scope, days };
            await recordAudit(transaction, actor, { action: 'create token', subject: name, details });
            return createToken(transaction, { name, scope, lifeDays: days ?? null });
          });
          if (json) context.terminal.printJson({ name, scope, token });
          else context.terminal.print(token);
          return EXIT.done;
        }),
      ),
    );
}

function revoke(context: CommandContext): Command {
  return new Command('revoke')
    .description('Ends a token at once.')
    .argument('<name>', 'its name')
    .action(
      context.action(async (name: string, { json = false }: Reported) =>
        context.withApplication(async ({ database, actor }) => {
          const isRevoked = await database.transaction('revoke token', async (transaction) => {
            const wasThere = await revokeToken(transaction, name);
            if (wasThere) await recordAudit(transaction, actor, { action: 'revoke token', subject: name });
            return wasThere;
          });
          if (!isRevoked) throw new UnknownNameError(`there is no token ${name}; syncline token list shows them`);
          if (json) context.terminal.printJson({ revoked: name });
          else context.terminal.print(`The token ${name} lets nobody in any more.`);
          return EXIT.done;
        }),
      ),
    );
}

function list(context: CommandContext): Command {
  return new Command('list').description('Lists the tokens that let in, without what it takes to use them.').action(
    context.action(async ({ json = false }: Reported) =>
      context.withApplication(async ({ database }) => {
        const tokens = await database.transaction('list tokens', listTokens);
        const { terminal } = context;
        if (json) terminal.printJson({ tokens });
        else if (tokens.length === 0) terminal.print('There is no token; make one with syncline token create.');
        else {
          const rows = tokens.map(({ name, scope, createdAt, expiresAt }) => [
            name,
            scope,
            formatMoment(createdAt),
            expiresAt === null ? '' : formatMoment(expiresAt),
          ]);
          terminal.print(formatTable(['name', 'scope', 'made', 'ends'].map(terminal.colours.dim), rows));
        }
        return EXIT.done;
      }),
    ),
  );
}

function parseName(written: string): string {
  if (/^[a-z0-9][\w.-]{0,63}$/i.test(written)) return written;
  throw new InvalidArgumentError('Use letters, digits, -, _ and ., at most 64.');
}
