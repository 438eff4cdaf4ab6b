import { type Connection, listConnections } from '../connections/index.js';
import type { HttpPort } from '../connectors/sdk/index.js';
import { type Integration, listIntegrations } from '../integrations/index.js';
import { SIDES } from '../mappings/index.js';
import { suggestion, UnknownNameError } from '../shared/index.js';
import type { Database } from '../storage/index.js';
import type { ConnectionParts } from './connection/examine-connection.js';
import { type Reached, reach } from './connection/reach.js';
import { describeSyncs } from './describe-syncs.js';
import type { DescribedSync } from './described-sync.js';
import type { Place } from './platform/files.js';

/** What looking at connections and at what goes through them takes. */
export interface SurveyParts extends ConnectionParts {
  /** @throws ConfigurationError when the connection's secrets cannot be opened. */
  readonly httpPort: (connection: Connection) => HttpPort;
  readonly database: Database;
}

/** What looking at an installation takes. */
export interface DoctorParts extends SurveyParts {
  /** Where the database is, for people. */
  readonly databaseDescription: string;
  readonly place: Place;
}

/** What is configured and to be looked at, with what a first question to each tool gave. */
export interface Survey {
  /** Null: everything. */
  readonly connectionName: string | null;
  readonly connections: readonly Connection[];
  /** By connection id. */
  readonly reached: ReadonlyMap<string, Reached>;
  readonly syncs: readonly DescribedSync[];
}

/**
 * @param changed looked at instead of the stored connection of that id: how it would be. @throws UnknownNameError when there is no such
 * connection.
 */
export async function survey(
  parts: SurveyParts,
  connectionName: string | null,
  signal: AbortSignal,
  changed?: Connection,
): Promise<Survey> {
  const { connections: stored, integrations } = await configured(parts.database);
  const connections = stored.map((each) => (each.id === changed?.id ? changed : each));
  const wanted = connections.filter(({ name }) => connectionName === null || name === connectionName);
  if (connectionName !== null && wanted.length === 0) {
    const names = connections.map(({ name }) => name);
    throw new UnknownNameError(
      `there is no connection ${connectionName}; ${suggestion(connectionName, names, 'connections')}`,
    );
  }
  const used = integrations.filter((integration) => wanted.some(({ name }) => isUsedBy(name, integration)));
  const reached = await reachAll(parts, usedOrWanted(connections, wanted, used), signal);
  const answering = connections.filter(({ id }) => reached.get(id)?.response != null);
  const syncs = await describeSyncs(parts.toolbox, answering, used, signal);
  return { connectionName, connections: wanted, reached, syncs };
}

/** The syncs that use a connection. */
export function syncsOf({ syncs }: Survey, connection: string): readonly DescribedSync[] {
  return syncs.filter(({ integration }) => isUsedBy(connection, integration));
}

/** One question to each, all at the same time: one that is silent holds up no other. */
async function reachAll(
  { httpPort }: SurveyParts,
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

function configured(
  database: Database,
): Promise<{ readonly connections: readonly Connection[]; readonly integrations: readonly Integration[] }> {
  return database.transaction('list what is configured', async (transaction) => ({
    connections: await listConnections(transaction),
    integrations: await listIntegrations(transaction),
  }));
}
