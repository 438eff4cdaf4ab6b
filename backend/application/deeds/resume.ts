import { recordAudit } from '../../audit/index.js';
import { listConnections, resumeConnection } from '../../connections/index.js';
import { type Integration, listIntegrations, resumeIntegration } from '../../integrations/index.js';
import { ConfigurationError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { FIRST_TENANT } from '../../tenants/index.js';
import { adoptInstallation, findInstallationPause } from '../installation-repository.js';
import type { Application } from '../open-application.js';
import { type Chosen, chooseTargets, subjectOf } from './choose-targets.js';
import { refuseUnlicensed } from './refuse-unlicensed.js';
import { runAtOnce } from './run-at-once.js';

/**
 * Lets what was chosen run again, at once; an onboarding that the pause has interrupted goes on too. All of it is also what a copied
 * installation is told that shall run here (I18).
 * @returns the names. @throws UnknownNameError. @throws ConfigurationError when everything is paused because this is a copy, or
 * for want of a licence.
 */
export async function resume(application: Application, chosen: Chosen): Promise<readonly string[]> {
  const queue = await application.queue();
  return application.database.transaction('resume', async (transaction) => {
    if (chosen === 'all') await refuseUnlicensed(transaction, application);
    const isCopy = (await findInstallationPause(transaction)) !== null;
    if (chosen === 'all' && application.tenant === FIRST_TENANT)
      await adoptInstallation(transaction, application.place);
    await refuseCopy(transaction);
    const targets = await chooseTargets(transaction, chosen);
    if (targets.integrations.length > 0) await refuseUnlicensed(transaction, application);
    const connections = chosen === 'all' ? await listConnections(transaction) : targets.connections;
    const names: string[] = [];
    for (const { id, name } of targets.integrations) if (await resumeIntegration(transaction, id)) names.push(name);
    for (const { id, name } of connections) if (await resumeConnection(transaction, id)) names.push(name);
    let isAnythingResumed = isCopy || names.length > 0;
    for (const integration of await touched(transaction, { integrations: targets.integrations, connections })) {
      if (await runAtOnce(transaction, { queue, random: application.random }, integration)) isAnythingResumed = true;
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
