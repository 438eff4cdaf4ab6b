import type { LicenceReading } from '../../licences/index.js';
import { noteLicence, type Site } from '../../sites/index.js';
import type { Application } from '../open-application.js';
import { settleLicence } from './settle-licence.js';

/** Keeps what a host said of a site's licence, and has its tenant's integrations follow at once. */
export async function heedLicence(
  application: Pick<Application, 'database' | 'settings' | 'queue' | 'random' | 'log'>,
  site: Site,
  reading: LicenceReading,
): Promise<void> {
  await application.database.transaction('note licence', (transaction) => noteLicence(transaction, site.id, reading));
  await settleLicence(application, site.tenant);
}
