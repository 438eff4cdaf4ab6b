import { Command } from 'commander';
import { recordAudit } from '../../audit/index.js';
import { ConfigurationError, suggestion, UnknownNameError } from '../../shared/index.js';
import { changeSiteState, createPairingCode, listSites, type Site } from '../../sites/index.js';
import type { Transaction } from '../../storage/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { formatMoment, formatTable } from '../terminal/index.js';
import { addDataCenterCommand } from './add-data-center-command.js';
import { shownSite } from './shown-site.js';

const HELP = `
Examples:
  syncline sites list                              where the app is installed
  syncline sites pair                              a code to type into the app's page in Jira, once, within an hour
  syncline sites unpair https://acme.atlassian.net its people see nothing of this server any more
  syncline sites add-data-center --url https://jira.example.com --client-id ID < secret.txt
                                                   its people sign in by it; docs/data-center.md

An app can be installed by strangers. Until a site is paired, its people see nothing and change nothing here.
`;

interface Reported {
  readonly json?: boolean;
}

/** The Jira sites in which the app is installed. */
export function sitesCommand(context: CommandContext): Command {
  const command = new Command('sites')
    .summary('the Jira sites of the app')
    .description('Pairs the Jira sites in which the app is installed with this server.');
  command.addHelpText('after', HELP);
  for (const each of [list(context), pair(context), unpair(context), addDataCenterCommand(context)]) {
    command.addCommand(each.option('--json', 'report as one JSON document'));
  }
  return command;
}

function list(context: CommandContext): Command {
  return new Command('list').description('Lists the sites in which the app is or was installed.').action(
    context.action(async ({ json = false }: Reported) =>
      context.withServer(async ({ database }) => {
        const sites = await database.transaction('list sites', listSites);
        const { terminal } = context;
        if (json) terminal.printJson({ sites: sites.map(shownSite) });
        else if (sites.length === 0) terminal.print('The app is installed in no Jira yet.');
        else {
          const rows = sites.map(({ displayUrl, host, state, installedAt, purgeAt }) => [
            displayUrl,
            host,
            purgeAt === null ? state : `${state}, purged ${formatMoment(purgeAt)}`,
            formatMoment(installedAt),
          ]);
          terminal.print(formatTable(['site', 'host', 'state', 'installed'].map(terminal.colours.dim), rows));
        }
        return EXIT.done;
      }),
    ),
  );
}

function pair(context: CommandContext): Command {
  return new Command('pair')
    .description('Makes a code that pairs one site with this server, and prints it, this once.')
    .action(
      context.action(async ({ json = false }: Reported) =>
        context.withApplication(async ({ database, tenant, actor }) => {
          const code = await database.transaction('create pairing code', async (transaction) => {
            await recordAudit(transaction, actor, { action: 'pair site', subject: null });
            return createPairingCode(transaction, tenant);
          });
          if (json) context.terminal.printJson({ code });
          else {
            context.terminal.print(code);
            context.terminal.note("Type it into the app's page in Jira. It pairs one site, within an hour.");
          }
          return EXIT.done;
        }),
      ),
    );
}

function unpair(context: CommandContext): Command {
  return new Command('unpair')
    .description('Takes a site its pairing: its people see nothing of this server until it is paired again.')
    .argument('<site>', 'its address')
    .action(
      context.action(async (address: string, { json = false }: Reported) =>
        context.withServer(async ({ database, actor }) => {
          const site = await database.transaction('unpair site', async (transaction) => {
            const found = await requireSite(transaction, address);
            const unpaired = await changeSiteState(transaction, found.id, 'unpaired');
            if (unpaired === null) throw new ConfigurationError(`the app is uninstalled from ${found.displayUrl}`);
            await recordAudit(transaction, actor, { action: 'unpair site', subject: found.displayUrl });
            return unpaired;
          });
          if (json) context.terminal.printJson({ unpaired: shownSite(site) });
          else context.terminal.print(`The people of ${site.displayUrl} see nothing of this server any more.`);
          return EXIT.done;
        }),
      ),
    );
}

async function requireSite(transaction: Transaction, address: string): Promise<Site> {
  const sites = await listSites(transaction);
  const wanted = address.replace(/\/$/, '');
  const found = sites.find(({ baseUrl, displayUrl }) => baseUrl === wanted || displayUrl === wanted);
  if (found !== undefined) return found;
  const known = sites.map(({ displayUrl }) => displayUrl);
  throw new UnknownNameError(`the app is installed in no site ${address}; ${suggestion(address, known, 'sites')}`);
}
