import { licencePause } from '../../licences/index.js';
import { ConfigurationError } from '../../shared/index.js';
import { findTenantLicence } from '../../sites/index.js';
import type { Transaction } from '../../storage/index.js';
import type { Application } from '../open-application.js';

/** @throws ConfigurationError when nothing of the tenant may run for want of a licence. */
export async function refuseUnlicensed(
  transaction: Transaction,
  { settings, tenant }: Pick<Application, 'settings' | 'tenant'>,
): Promise<void> {
  if (settings.licence !== 'required') return;
  const licence = await findTenantLicence(transaction, tenant);
  if (licence.mayRun) return;
  throw new ConfigurationError(
    `${licencePause(licence)}; nothing runs until there is one, and everything can be looked at, verified and exported`,
  );
}
