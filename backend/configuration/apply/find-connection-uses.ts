import type { Transaction } from '../../storage/index.js';
import { listIntegrationRows, parseDefinition } from './stored-integration-repository.js';

/** The integrations that go through a connection, by name. */
export interface ConnectionUses {
  readonly current: readonly string[];
  /** Removed from the configuration and kept with their links: they come back with their name, if the connection is there. */
  readonly archived: readonly string[];
}

/** Finds who needs the connection of that name. */
export async function findConnectionUses(transaction: Transaction, name: string): Promise<ConnectionUses> {
  const using = (await listIntegrationRows(transaction)).filter((row) => {
    const definition = parseDefinition(row);
    return definition.kind === 'sync' && [definition.left.connection, definition.right.connection].includes(name);
  });
  const named = (isArchived: boolean) =>
    using.filter(({ archivedAt }) => (archivedAt !== null) === isArchived).map((row) => row.name);
  return { current: named(false), archived: named(true) };
}
