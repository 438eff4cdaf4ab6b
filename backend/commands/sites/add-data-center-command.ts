import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { recordAudit } from '../../audit/index.js';
import { ConfigurationError, errorMessage } from '../../shared/index.js';
import { changeSiteState, installSite, type LinkScope, linkScope, saveDataCenterLink } from '../../sites/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { shownSite } from './shown-site.js';

interface AddOptions {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecretFile: string;
  readonly scope: LinkScope;
  readonly json?: boolean;
}

/** Makes a Jira Data Center known, by the incoming link that was made there. It is paired by that: who runs this runs the server. */
export function addDataCenterCommand(context: CommandContext): Command {
  return new Command('add-data-center')
    .description('Lets the people of a Jira Data Center sign in by it: an incoming link there, and this here.')
    .requiredOption('--url <url>', 'where that Jira is')
    .requiredOption('--client-id <id>', 'the client id that Jira shows for the link')
    .option('--client-secret-file <file>', "the file that holds the link's client secret; - is standard input", '-')
    .addOption(
      new Option('--scope <scope>', 'what people are asked to allow').choices(linkScope.options).default('READ'),
    )
    .action(
      context.action(async ({ url, clientId, clientSecretFile, scope, json = false }: AddOptions) =>
        context.withServer(async ({ database, actor, outgoing, secretBox, settings }) => {
          const { describeJira, readJiraUrl } = await import('../../../addon/datacenter/index.js');
          const baseUrl = readJiraUrl(url);
          const clientSecret = await readSecret(clientSecretFile);
          const { key, displayUrl } = await describeJira(outgoing, baseUrl, context.signal);
          const site = await database.transaction('add data center', async (transaction) => {
            await recordAudit(transaction, actor, { action: 'add site', subject: displayUrl });
            const installed = await installSite(
              transaction,
              { host: 'data center', key, baseUrl, displayUrl },
              settings.mode,
            );
            const active = await changeSiteState(transaction, installed.id, 'active');
            await saveDataCenterLink(transaction, active ?? installed, { clientId, clientSecret, scope }, secretBox);
            return active ?? installed;
          });
          if (json) context.terminal.printJson({ added: shownSite(site) });
          else context.terminal.print(`The people of ${site.displayUrl} may sign in by it.`);
          return EXIT.done;
        }),
      ),
    );
}

/** The secret never is an argument: other users of the machine see those, and shells remember them. */
async function readSecret(path: string): Promise<string> {
  const secret = (await readText(path)).trim();
  if (secret === '')
    throw new ConfigurationError('the client secret is empty; give the one that Jira shows for the link');
  return secret;
}

async function readText(path: string): Promise<string> {
  if (path === '-') return text(process.stdin);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new ConfigurationError(`the client secret cannot be read from ${path}: ${errorMessage(error)}`, {
      cause: error,
    });
  }
}
