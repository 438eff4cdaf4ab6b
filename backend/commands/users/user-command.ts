import { Command, InvalidArgumentError, Option } from 'commander';
import {
  accountName,
  addAccount,
  disableAccount,
  type Invitation,
  listAccounts,
  renewFirstSetupLink,
  resetAccount,
  SETUP_LINK_HOURS,
  setupAddress,
} from '../../accounts/index.js';
import { type Role, role } from '../../tokens/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { formatMoment, formatTable } from '../terminal/index.js';

const HELP = `
Examples:
  syncline user setup-link               the link by which the first administrator chooses a name and a password
  syncline user add anna --role viewer   an account, and the link by which anna chooses a password
  syncline user reset anna               takes the password away and prints a link for another
  syncline user disable anna             nobody signs in as anna any more; who has, is out
  syncline user list

A link works once, for ${SETUP_LINK_HOURS} hours; the platform keeps only a hash of it. Give it to nobody but the person.
`;

interface Reported {
  readonly json?: boolean;
}

/** Accounts of people who open the server directly. */
export function userCommand(context: CommandContext): Command {
  const command = new Command('user')
    .summary('accounts of people')
    .description('Makes, lists and disables accounts of people who sign in at this server itself.');
  command.addHelpText('after', HELP);
  for (const each of [add(context), reset(context), disable(context), list(context), setupLink(context)]) {
    command.addCommand(each.option('--json', 'report as one JSON document'));
  }
  return command;
}

function add(context: CommandContext): Command {
  return new Command('add')
    .description(
      'Makes an account and prints the link by which the person chooses a password. A disabled account is taken up again.',
    )
    .argument('<name>', 'what the person signs in with', parseName)
    .addOption(new Option('--role <role>', 'what the person may do').choices(role.options).default('operator'))
    .action(
      context.action(async (name: string, options: Reported & { readonly role: Role }) =>
        context.withApplication(async ({ database, tenant, actor }) => {
          const invitation = await database.transaction('add account', (transaction) =>
            addAccount(transaction, actor, { tenant, name, role: options.role }),
          );
          return printInvitation(context, invitation, options);
        }),
      ),
    );
}

function reset(context: CommandContext): Command {
  return new Command('reset')
    .description('Takes a password away, ends the sessions, and prints a link for another password.')
    .argument('<name>', 'the account')
    .action(
      context.action(async (name: string, options: Reported) =>
        context.withApplication(async ({ database, actor }) => {
          const invitation = await database.transaction('reset account', (transaction) =>
            resetAccount(transaction, actor, name),
          );
          return printInvitation(context, invitation, options);
        }),
      ),
    );
}

function disable(context: CommandContext): Command {
  return new Command('disable')
    .description('Shuts a person out at once.')
    .argument('<name>', 'the account')
    .action(
      context.action(async (name: string, { json = false }: Reported) =>
        context.withApplication(async ({ database, actor }) => {
          const account = await database.transaction('disable account', (transaction) =>
            disableAccount(transaction, actor, name),
          );
          if (json) context.terminal.printJson({ disabled: account.name });
          else context.terminal.print(`Nobody signs in as ${account.name} any more.`);
          return EXIT.done;
        }),
      ),
    );
}

function list(context: CommandContext): Command {
  return new Command('list').description('Lists the accounts.').action(
    context.action(async ({ json = false }: Reported) =>
      context.withApplication(async ({ database }) => {
        const accounts = await database.transaction('list accounts', listAccounts);
        const { terminal } = context;
        if (json) {
          const users = accounts.map(({ name, role, state, createdAt }) => ({ name, role, state, createdAt }));
          terminal.printJson({ users });
        } else if (accounts.length === 0) {
          terminal.print('There is no account; syncline user setup-link prints a link to make the first.');
        } else {
          const rows = accounts.map(({ name, role, state, createdAt }) => [name, role, state, formatMoment(createdAt)]);
          terminal.print(formatTable(['name', 'role', 'state', 'made'].map(terminal.colours.dim), rows));
        }
        return EXIT.done;
      }),
    ),
  );
}

function setupLink(context: CommandContext): Command {
  return new Command('setup-link')
    .description('Prints the link by which the first administrator chooses a name and a password; an earlier one ends.')
    .action(
      context.action(async ({ json = false }: Reported) =>
        context.withApplication(async ({ database, tenant, actor }) => {
          const link = await database.transaction('renew setup link', (transaction) =>
            renewFirstSetupLink(transaction, actor, tenant),
          );
          const address = setupAddress(serverOf(context), link);
          if (json) context.terminal.printJson({ link: address });
          else context.terminal.print(address);
          return EXIT.done;
        }),
      ),
    );
}

function printInvitation(context: CommandContext, { account, link }: Invitation, { json = false }: Reported) {
  const { name, role } = account;
  const address = setupAddress(serverOf(context), link);
  if (json) context.terminal.printJson({ name, role, link: address });
  else context.terminal.print(address);
  return EXIT.done;
}

/** Under which browsers reach the server that is, or will be, on this machine. */
function serverOf(context: CommandContext): string {
  const { publicUrl, port } = context.settings();
  return publicUrl ?? `http://127.0.0.1:${port}`;
}

function parseName(written: string): string {
  const parsed = accountName.safeParse(written);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`${parsed.error.issues[0]?.message ?? 'That is no name'}.`);
}
