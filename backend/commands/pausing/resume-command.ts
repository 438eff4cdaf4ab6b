import { Command } from 'commander';
import { type Application, adoptInstallation, findInstallationPause } from '../../application/index.js';
import { listConnections, resumeConnection } from '../../connections/index.js';
import { type Integration, listIntegrations, resumeIntegration } from '../../integrations/index.js';
import { listRuns } from '../../runs/index.js';
import { ConfigurationError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { requestRun } from '../../ticks/index.js';
import type { CommandContext } from '../command-context.js';
import { EXIT } from '../exit-code.js';
import { chooseTargets } from './choose-targets.js';
import { type PausingOptions, readChoice } from './read-choice.js';

const HELP = `
Examples:
  syncline resume incidents   let an integration run again
  syncline resume jira        let a connection be used again, after its password or rights were mended
  syncline resume --all       everything; also what to say to a copied database that shall run here
`;

/** Enough to meet the last onboarding run; polls are many. */
const RECENT_RUNS = 200;

export function resumeCommand(context: CommandContext): Command {
  const command = new Command('resume');
  return command
    .summary('let what was paused run again')
    .description('Lets what was paused run again, at once. Onboarding that was interrupted by the pause goes on too.')
    .argument('[name]', 'an integration or a connection')
    .option('--all', 'every integration and connection')
    .option('--json', 'report as one JSON document')
    .addHelpText('after', HELP)
    .action(
      context.action(async (name: string | undefined, options: PausingOptions) => {
        const chosen = readChoice(command, name, options);
        return context.withApplication(async (application) => {
          const resumed = await resume(application, chosen);
          const { terminal } = context;
          if (options.json === true) terminal.printJson({ resumed });
          else terminal.print(resumed.length === 0 ? 'There is nothing to resume.' : `Resumed: ${resumed.join(', ')}`);
          return EXIT.done;
        });
      }),
    );
}

async function resume(application: Application, name: string | null): Promise<readonly string[]> {
  const queue = await application.queue();
  return application.database.transaction('resume', async (transaction) => {
    if (name === null) await adoptInstallation(transaction, application.place);
    else await refuseCopy(transaction);
    const targets = await chooseTargets(transaction, name);
    const connections = name === null ? await listConnections(transaction) : targets.connections;
    for (const { id } of connections) await resumeConnection(transaction, id);
    for (const { id } of targets.integrations) await resumeIntegration(transaction, id);
    for (const integration of await touched(transaction, { integrations: targets.integrations, connections })) {
      await transaction.query('update integrations set next_run_at = syncline_now() where id = $1', [integration.id]);
      if (!(await isOnboardingInterrupted(transaction, integration))) continue;
      const requested = { integrationId: integration.id, mode: 'onboarding' as const, request: {} };
      await requestRun(transaction, { queue, random: application.random }, requested);
    }
    return [...targets.integrations, ...connections].map((each) => each.name);
  });
}

async function refuseCopy(transaction: Transaction): Promise<void> {
  const reason = await findInstallationPause(transaction);
  if (reason !== null) throw new ConfigurationError(reason);
}

/** The syncs that may run again because of it. */
async function touched(
  transaction: Transaction,
  {
    integrations,
    connections,
  }: {
    readonly integrations: readonly { readonly id: string }[];
    readonly connections: readonly { readonly name: string }[];
  },
): Promise<readonly Integration[]> {
  const ids = new Set(integrations.map(({ id }) => id));
  const names = new Set(connections.map(({ name }) => name));
  return (await listIntegrations(transaction)).filter(
    ({ id, state, enabled, definition: { left, right } }) =>
      enabled && state === 'active' && (ids.has(id) || names.has(left.connection) || names.has(right.connection)),
  );
}

async function isOnboardingInterrupted(transaction: Transaction, { id, onboardedAt }: Integration): Promise<boolean> {
  if (onboardedAt !== null) return false;
  const runs = await listRuns(transaction, id, RECENT_RUNS);
  return runs.find(({ mode }) => mode === 'onboarding')?.state === 'paused';
}
