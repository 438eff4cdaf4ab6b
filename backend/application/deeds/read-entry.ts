import {
  type ConfigurationFile,
  type IntegrationConfiguration,
  isSecretStored,
  parseConfiguration,
  readStored,
  type WrittenIntegration,
  withIntegration,
} from '../../configuration/index.js';
import { appFaultFinder } from '../../jira-app/index.js';
import type { Transaction } from '../../storage/index.js';
import type { Application } from '../open-application.js';
import { FaultyEntryError } from './faulty-entry-error.js';

/** What is stored with one integration as somebody wants it. */
export interface ReadEntry {
  /** The whole configuration, ready to be applied. */
  readonly file: ConfigurationFile;
  readonly integration: IntegrationConfiguration;
}

/** Reads what a page wrote as `apply` would read it in the file. @throws FaultyEntryError naming every fault. */
export async function readEntry(
  transaction: Transaction,
  { connectors, settings, tenant }: Pick<Application, 'connectors' | 'settings' | 'tenant'>,
  written: WrittenIntegration,
): Promise<ReadEntry> {
  const { stored, secrets } = await readStored(transaction);
  const { file, faults } = parseConfiguration(withIntegration(stored, connectors, written), {
    fileName: 'the configuration',
    connectors,
    environment: null,
    mode: settings.mode,
    isStored: ({ connection, field, url }) => isSecretStored(secrets.get(connection), field, url),
    appFault: await appFaultFinder(transaction, tenant),
  });
  const integration = file?.integrations.find(({ name }) => name === written.name);
  if (file !== null && integration !== undefined) return { file, integration };
  const own = `integrations.${written.name}`;
  throw new FaultyEntryError(
    faults.map(({ path, message }) => {
      const isOwn = path === own || path.startsWith(`${own}.`) || path.startsWith(`${own}[`);
      return isOwn
        ? { path: path.slice(own.length).replace(/^\./, ''), message }
        : { path: '', message: `${path}: ${message}` };
    }),
  );
}
