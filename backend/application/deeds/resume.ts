import { recordAudit } from '../../audit/index.js';
import { listConnections, resumeConnection } from '../../connections/index.js';
import { type Integration, listIntegrations, resumeIntegration } from '../../integrations/index.js';
import { listRuns } from '../../runs/index.js';
import { ConfigurationError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { requestRun } from '../../ticks/index.js';
import { adoptInstallation, findInstallationPause } from '../installation-repository.js';
import type { Application } from '../open-application.js';
import { FIRST_TENANT } from '../tenancy.js';
import { type Chosen, chooseTargets, subjectOf } from './choose-targets.js';

/** Enough to meet the last onboarding run; polls are many. */
const RECENT_RUNS = 200;

/**
 * Lets what was chosen run again, at once; an onboarding that the pause has interrupted goes on too. All of it is also what a copied
 * installation is told that shall run here (I18).
 * @returns the names. @throws UnknownNameError. @throws ConfigurationError when everything is paused because this is a copy.
 */
export async function resume(application: Application, chosen: Chosen): Promise<readonly string[]> {
  const queue = await application.queue();
  return application.database.transaction('resume', async (transaction) => {
    const isCopy = (await findInstallationPause(transaction)) !== null;
    if (chosen === 'all' && application.tenant === FIRST_TENANT)
      await adoptInstallation(transaction, application.place);
    await refuseCopy(transaction);
    const targets = await chooseTargets(transaction, chosen);
    const connections = chosen === 'all' ? await listConnections(transaction) : targets.connections;
    const names: string[] = [];
    for (const { id, name } of targets.integrations) if (await resumeIntegration(transaction, id)) names.push(name);
    for (const { id, name } of connections) if (await resumeConnection(transaction, id)) names.push(name);
    let isAnythingResumed = isCopy || names.length > 0;
    for (const integration of await touched(transaction, { integrations: targets.integrations, connections })) {
      await transaction.query('update integrations set next_run_at = syncline_now() where id = $1', [integration.id]);
      if (!(await isOnboardingInterrupted(transaction, integration))) continue;
      const requested = { integrationId: integration.id, mode: 'onboarding' as const, request: {} };
      await requestRun(transaction, { queue, random: application.random }, requested);
      isAnythingResumed = true;
    }
    if (isAnythingResumed) {
      const deed = { action: 'resume', subject: subjectOf(chosen), details: { names } } as const;
      await recordAudit(transaction, application.actor, deed);
    }
    return [...targets.integrations, ...connections].map(({ name }) => name);
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
