import { type Connection, listConnections } from '../connections/index.js';
import type { HttpPort } from '../connectors/sdk/index.js';
import { type Integration, listIntegrations } from '../integrations/index.js';
import { SIDES } from '../mappings/index.js';
import { suggestion, UnknownNameError } from '../shared/index.js';
import type { Database } from '../storage/index.js';
import { type ConnectionParts, examineConnection } from './connection/examine-connection.js';
import { type Reached, reach } from './connection/reach.js';
import { describeSyncs } from './describe-syncs.js';
import { examineIntegration } from './examine-integration.js';
import { examineDatabase } from './platform/database.js';
import { readDatabaseFacts } from './platform/database-repository.js';
import { examineFiles, type Place } from './platform/files.js';
import { nodeVersion } from './platform/node-version.js';
import type { CheckGroup } from './report.js';

/** What looking at an installation takes. */
export interface DoctorParts extends ConnectionParts {
  /** @throws ConfigurationError when the connection's secrets cannot be opened. */
  readonly httpPort: (connection: Connection) => HttpPort;
  readonly database: Database;
  /** Where the database is, for people. */
  readonly databaseDescription: string;
  readonly place: Place;
}

/**
 * Looks at this installation and at every connection, or at one connection alone, group by group as they are done. Nothing is
 * changed, neither here nor in a tool. @throws UnknownNameError when there is no such connection.
 */
export async function* examine(
  parts: DoctorParts,
  connectionName: string | null,
  signal: AbortSignal,
): AsyncGenerator<CheckGroup, void, undefined> {
  const { connections, integrations } = await configured(parts.database);
  const wanted = connections.filter(({ name }) => connectionName === null || name === connectionName);
  if (connectionName !== null && wanted.length === 0) {
    const names = connections.map(({ name }) => name);
    throw new UnknownNameError(
      `there is no connection ${connectionName}; ${suggestion(connectionName, names, 'connections')}`,
    );
  }
  if (connectionName === null) yield await examinePlatform(parts);
  const used = integrations.filter((integration) => wanted.some(({ name }) => isUsedBy(name, integration)));
  const reached = await reachAll(parts, usedOrWanted(connections, wanted, used), signal);
  const answering = connections.filter(({ id }) => reached.get(id)?.response != null);
  const syncs = await describeSyncs(parts.toolbox, answering, used, signal);
  for (const connection of wanted) {
    const own = syncs.filter(({ integration }) => isUsedBy(connection.name, integration));
    const about = `${titleOf(parts, connection)} at ${connection.settings.url}`;
    const first = reached.get(connection.id);
    if (first === undefined) continue;
    const checks = await examineConnection(parts, connection, first, own, signal);
    yield { kind: 'connection', name: connection.name, about, checks };
  }
  for (const sync of syncs) {
    const { left, right } = sync.integration.definition;
    const about = `${left.connection} ${left.container} with ${right.connection} ${right.container}`;
    yield { kind: 'integration', name: sync.integration.name, about, checks: examineIntegration(sync) };
  }
}

/** One question to each, all at the same time: one that is silent holds up no other. */
async function reachAll(
  { httpPort }: DoctorParts,
  connections: readonly Connection[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Reached>> {
  return new Map(
    await Promise.all(
      connections.map(
        async (connection) => [connection.id, await reach(connection, () => httpPort(connection), signal)] as const,
      ),
    ),
  );
}

/** A mapping is compiled against both sides, so the partners of a wanted connection are asked too. */
function usedOrWanted(
  connections: readonly Connection[],
  wanted: readonly Connection[],
  used: readonly Integration[],
): readonly Connection[] {
  return connections.filter(
    (connection) => wanted.includes(connection) || used.some((integration) => isUsedBy(connection.name, integration)),
  );
}

function isUsedBy(connection: string, { definition }: Integration): boolean {
  return SIDES.some((side) => definition[side].connection === connection);
}

async function examinePlatform({ database, databaseDescription, place }: DoctorParts): Promise<CheckGroup> {
  const facts = await database.transaction('read database facts', readDatabaseFacts);
  const checks = [
    nodeVersion(process.versions.node),
    ...(await examineFiles(place)),
    ...examineDatabase(facts, databaseDescription),
  ];
  return { kind: 'platform', name: 'platform', about: 'this installation', checks };
}

function configured(
  database: Database,
): Promise<{ readonly connections: readonly Connection[]; readonly integrations: readonly Integration[] }> {
  return database.transaction('list what is configured', async (transaction) => ({
    connections: await listConnections(transaction),
    integrations: await listIntegrations(transaction),
  }));
}

function titleOf({ connectors }: DoctorParts, { connector }: Connection): string {
  return connectors.find(({ name }) => name === connector)?.title ?? connector;
}
