import { recordAudit } from '../../audit/index.js';
import { requireSync, resumeIntegration } from '../../integrations/index.js';
import { getPlan } from '../../plans/index.js';
import type { Run } from '../../runs/index.js';
import { changeSetup, getSetup, type Setup } from '../../setups/index.js';
import { ConfigurationError, StaleError } from '../../shared/index.js';
import { requestRun } from '../../ticks/index.js';
import type { Application } from '../open-application.js';
import { refuseIdle } from './idle-reason.js';
import { refuseUnlicensed } from './refuse-unlicensed.js';

type Parts = Pick<Application, 'database' | 'random' | 'queue' | 'actor' | 'settings' | 'tenant'>;

/**
 * Lets the integration of a set-up run, for the first time: what is there already is taken over, and from now on changes are carried.
 * @param plan the one that the person has seen; null: whatever there is to do then. @returns the set-up, and the run that takes over.
 * @throws ConfigurationError when it was not applied yet. @throws StaleError. @throws UnknownNameError.
 */
export async function startSetup(
  application: Parts,
  { id, version, plan }: Pick<Setup, 'id' | 'version'> & { readonly plan: string | null },
): Promise<{ readonly setup: Setup; readonly run: Run }> {
  const { database, random, actor } = application;
  const queue = await application.queue();
  return database.transaction('start set-up', async (transaction) => {
    await refuseUnlicensed(transaction, application);
    const seen = await getSetup(transaction, id);
    if (seen.version !== version) throw new StaleError('this set-up was changed elsewhere meanwhile');
    if (seen.integration === null) throw new ConfigurationError('it was not applied yet; look at its plan first');
    const found = await requireSync(transaction, seen.integration);
    if (plan !== null && (await getPlan(transaction, plan)).integration !== found.name)
      throw new ConfigurationError(`plan ${plan} is of another integration`);
    await resumeIntegration(transaction, found.id);
    refuseIdle(await requireSync(transaction, found.name));
    const request: Run['request'] = plan === null ? {} : { planId: plan };
    const requested = { integrationId: found.id, mode: 'onboarding', request } as const;
    const { run } = await requestRun(transaction, { queue, random }, requested);
    const details = { mode: run.mode, run: run.id, ...request };
    await recordAudit(transaction, actor, { action: 'sync', subject: found.name, details });
    const { name, left, right, entry, dropped } = seen;
    const chosen = { name, step: 'backfill', left, right, entry, dropped } as const;
    return { setup: await changeSetup(transaction, { id, version }, { chosen }), run };
  });
}
