import { type Licence, NOT_REQUIRED } from '../backend/licences/index.js';
import type { Settings } from '../backend/settings/index.js';
import { findTenantLicence } from '../backend/sites/index.js';
import type { Transaction } from '../backend/storage/index.js';

/** The licence by which a tenant's integrations run, and people work who came directly. */
export async function licenceOfTenant(
  transaction: Transaction,
  tenant: string,
  settings: Pick<Settings, 'licence'> | undefined,
): Promise<Licence> {
  return settings?.licence === 'required' ? findTenantLicence(transaction, tenant) : NOT_REQUIRED;
}
