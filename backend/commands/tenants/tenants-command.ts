import { Command, InvalidArgumentError } from 'commander';
import { recordAudit } from '../../audit/index.js';
import { ConfigurationError } from '../../shared/index.js';
import { createTenant, listTenants, removeTenant, tenantId } from '../../tenants/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { formatMoment, formatTable } from '../terminal/index.js';

const HELP = `
Examples:
  syncline tenants list
  syncline tenants create acme --name 'Acme Ltd.'   a customer with nothing yet
  syncline --tenant acme apply -f acme.yaml         its configuration
  syncline --tenant acme token create --name acme   its way in
  syncline tenants remove acme --with-all-data      everything of his, for good

Every command that is about somebody's data takes --tenant, before its own name.
`;

interface Reported {
  readonly json?: boolean;
}

/** Customers of one server. */
export function tenantsCommand(context: CommandContext): Command {
  const command = new Command('tenants')
    .summary('customers of a server for many')
    .description('Lists, makes and removes the tenants of a server for many (SYNCLINE_MODE=saas).')
    .addHelpText('after', HELP);
  for (const each of [list(context), create(context), remove(context)]) {
    command.addCommand(each.option('--json', 'report as one JSON document'));
  }
  return command;
}

function list(context: CommandContext): Command {
  return new Command('list').description('Lists the tenants.').action(
    context.action(async ({ json = false }: Reported) =>
      context.withServer(async ({ database }) => {
        const tenants = await database.transaction('list tenants', listTenants);
        const { terminal } = context;
        if (json) terminal.printJson({ tenants });
        else {
          const rows = tenants.map(({ id, name, createdAt }) => [id, name, formatMoment(createdAt)]);
          terminal.print(formatTable(['tenant', 'name', 'since'].map(terminal.colours.dim), rows));
        }
        return EXIT.done;
      }),
    ),
  );
}

function create(context: CommandContext): Command {
  return new Command('create')
    .description('Makes a tenant with nothing of its own yet.')
    .argument('<id>', 'what it is called where it is typed', parseId)
    .option('--name <name>', 'what people call it; the id when absent')
    .action(
      context.action(async (id: string, { name = id, json = false }: Reported & { readonly name?: string }) =>
        context.withServer(async ({ database, actor, settings }) => {
          if (settings.mode !== 'saas') {
            throw new ConfigurationError('this server is for one customer alone; set SYNCLINE_MODE=saas first');
          }
          await database.transaction('create tenant', async (transaction) => {
            await createTenant(transaction, { id, name });
            await recordAudit(transaction, actor, { action: 'create tenant', subject: id, details: { name } });
          });
          if (json) context.terminal.printJson({ created: id });
          else context.terminal.print(`There is a tenant ${id} now; syncline --tenant ${id} acts for it.`);
          return EXIT.done;
        }),
      ),
    );
}

function remove(context: CommandContext): Command {
  return new Command('remove')
    .description(
      'Removes a tenant with everything of his. His tools keep what they have; nothing of it can be had back but by a backup.',
    )
    .argument('<id>', 'what it is called where it is typed', parseId)
    .option('--with-all-data', 'yes: configuration, secrets, links, history and audit log')
    .action(
      context.action(
        async (id: string, { withAllData = false, json = false }: Reported & { readonly withAllData?: boolean }) =>
          context.withServer(async ({ database, actor }) => {
            if (!withAllData) {
              throw new ConfigurationError(`everything of ${id} would be removed for good; say so: --with-all-data`);
            }
            await database.transaction('remove tenant', async (transaction) => {
              await removeTenant(transaction, id);
              await recordAudit(transaction, actor, { action: 'remove tenant', subject: id });
            });
            if (json) context.terminal.printJson({ removed: id });
            else context.terminal.print(`There is nothing of ${id} here any more.`);
            return EXIT.done;
          }),
      ),
    );
}

function parseId(given: string): string {
  const parsed = tenantId.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(parsed.error.issues.map(({ message }) => message).join('; '));
}
