import { connectionSettings } from '../../connections/index.js';
import { jsonValue } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { isNetworkSecret, type StoredConfiguration, type StoredConnection } from '../configuration-file.js';
import { listOutgoingHosts } from './outgoing-host-repository.js';
import { type StoredSecrets, storedSecretNames } from './sealed-credentials.js';
import { type ConnectionRow, listConnectionRows } from './stored-connection-repository.js';
import { listIntegrationRows, parseDefinition } from './stored-integration-repository.js';

/** The configuration that is applied now, and what is needed to judge secrets against it. */
export interface ReadConfiguration {
  readonly stored: StoredConfiguration;
  /** By connection. */
  readonly secrets: ReadonlyMap<string, StoredSecrets>;
}

/** Reads what `apply` has stored; archived entries are not part of it. */
export async function readStored(transaction: Transaction): Promise<ReadConfiguration> {
  const connections = (await listConnectionRows(transaction)).filter(({ archivedAt }) => archivedAt === null);
  const integrations = (await listIntegrationRows(transaction)).filter(({ archivedAt }) => archivedAt === null);
  return {
    stored: {
      outgoing: await listOutgoingHosts(transaction),
      connections: connections.map(toStoredConnection),
      integrations: integrations.map((row) => ({
        name: row.name,
        enabled: row.enabled,
        definition: parseDefinition(row),
      })),
    },
    secrets: new Map(connections.map((row) => [row.name, storedSecretsOf(row)])),
  };
}

function toStoredConnection(row: ConnectionRow): StoredConnection {
  const { url, insecure, auth, network, limits, readOnly, deployment, options } = connectionSettings.parse(
    row.settings,
  );
  const names = storedSecretNames(row.credentials);
  return {
    name: row.name,
    connector: row.connector,
    url,
    insecure,
    auth: { ...auth, secrets: names.filter((field) => !isNetworkSecret(field)) },
    network: { ...network, secrets: names.filter(isNetworkSecret) },
    limits: {
      ...(limits.concurrency === undefined ? {} : { concurrency: limits.concurrency }),
      ...(limits.requestsPerSecond === undefined ? {} : { requestsPerSecond: limits.requestsPerSecond }),
    },
    readOnly,
    deployment,
    options: Object.fromEntries(Object.entries(options).map(([key, value]) => [key, jsonValue.parse(value)])),
  };
}

/** What a row knows of its secrets. */
export function storedSecretsOf(row: ConnectionRow): StoredSecrets {
  return { tenant: row.tenantId, credentials: row.credentials, url: connectionSettings.parse(row.settings).url };
}
