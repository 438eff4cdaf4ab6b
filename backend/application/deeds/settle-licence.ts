import { listIntegrations, pauseForLicence, resumeForLicence } from '../../integrations/index.js';
import { licencePause } from '../../licences/index.js';
import { findTenantLicence } from '../../sites/index.js';
import type { Transaction } from '../../storage/index.js';
import type { Application } from '../open-application.js';
import { runAtOnce } from './run-at-once.js';

type Parts = Pick<Application, 'database' | 'settings' | 'queue' | 'random' | 'log'>;

/** Does for every tenant what `settleLicence` does for one. */
export async function settleLicences(application: Parts): Promise<void> {
  const tenants = await application.database.transaction('list tenants', (transaction) =>
    transaction.query('select id from tenants order by id'),
  );
  for (const { id } of tenants) await settleLicence(application, String(id));
}

/**
 * Stops the integrations of a tenant whose licence has ended for good, and lets those run again that were stopped so when there is one.
 * Judged by the database's clock; several processes may do it at once. What is in hand is put down as with any pause.
 */
export async function settleLicence(application: Parts, tenant: string): Promise<void> {
  const { database, settings, random, log } = application;
  const queue = await application.queue();
  const { paused, resumed } = await database.transaction('settle licence', async (transaction) => {
    // One after another: nobody pauses by what was known before somebody else has noted better.
    await transaction.query('select from tenants where id = $1 for no key update', [tenant]);
    const reason = await reasonToPause(transaction, tenant, settings);
    if (reason !== null) return { paused: await pauseForLicence(transaction, tenant, reason), resumed: [] };
    const names = await resumeForLicence(transaction, tenant);
    for (const integration of names.length === 0 ? [] : await listIntegrations(transaction)) {
      if (integration.tenant === tenant && names.includes(integration.name) && integration.enabled)
        await runAtOnce(transaction, { queue, random }, integration);
    }
    return { paused: [], resumed: names };
  });
  if (paused.length > 0) log.warn('integrations are paused for want of a licence', { tenant, integrations: paused });
  if (resumed.length > 0) log.info('integrations run again: there is a licence', { tenant, integrations: resumed });
}

async function reasonToPause(
  transaction: Transaction,
  tenant: string,
  settings: Parts['settings'],
): Promise<string | null> {
  if (settings.licence !== 'required') return null;
  const licence = await findTenantLicence(transaction, tenant);
  return licence.mayRun ? null : licencePause(licence);
}
