import type { Connection } from '../connections/index.js';
import { examineConnection } from './connection/examine-connection.js';
import { examineIntegration } from './examine-integration.js';
import { examineDatabase } from './platform/database.js';
import { readDatabaseFacts } from './platform/database-repository.js';
import { examineFiles } from './platform/files.js';
import { nodeVersion } from './platform/node-version.js';
import type { CheckGroup } from './report.js';
import { type DoctorParts, type Survey, syncsOf } from './survey.js';

/**
 * Looks at this installation and at every connection, or at one connection alone, group by group as they are done. Nothing is
 * changed, neither here nor in a tool.
 */
export async function* examine(
  parts: DoctorParts,
  surveyed: Survey,
  signal: AbortSignal,
): AsyncGenerator<CheckGroup, void, undefined> {
  if (surveyed.connectionName === null) yield await examinePlatform(parts);
  for (const connection of surveyed.connections) {
    const about = `${titleOf(parts, connection)} at ${connection.settings.url}`;
    const reached = surveyed.reached.get(connection.id);
    if (reached === undefined) continue;
    const looks = { reach: async () => reached, syncs: async () => syncsOf(surveyed, connection.name) };
    const checks = await examineConnection(parts, connection, looks, signal);
    yield { kind: 'connection', name: connection.name, about, checks };
  }
  for (const sync of surveyed.syncs) {
    const { left, right } = sync.integration.definition;
    const about = `${left.connection} ${left.container} with ${right.connection} ${right.container}`;
    yield { kind: 'integration', name: sync.integration.name, about, checks: examineIntegration(sync) };
  }
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

function titleOf({ connectors }: DoctorParts, { connector }: Connection): string {
  return connectors.find(({ name }) => name === connector)?.title ?? connector;
}
