import type { Transaction } from '../../storage/index.js';
import type { ConfigurationFile } from '../configuration-file.js';
import { listConnectionRows } from './stored-connection-repository.js';
import { countLinks, listIntegrationRows } from './stored-integration-repository.js';

/** Something that `--prune` would delete for ever. */
export interface Pruned {
  readonly kind: 'connection' | 'integration';
  readonly name: string;
  /** Removed from the file some time ago, and kept since. */
  readonly isArchived: boolean;
  /** Links that go with it. */
  readonly links: number;
}

/** What of the stored configuration, archived parts too, has no place in the file. */
export async function listPruned(transaction: Transaction, file: ConfigurationFile): Promise<readonly Pruned[]> {
  const connections = new Set(file.connections.map(({ name }) => name));
  const integrations = new Set(file.integrations.map(({ name }) => name));
  const links = await countLinks(transaction);
  return [
    ...(await listIntegrationRows(transaction))
      .filter(({ name }) => !integrations.has(name))
      .map(({ id, name, archivedAt }) => ({
        kind: 'integration' as const,
        name,
        isArchived: archivedAt !== null,
        links: links.get(id) ?? 0,
      })),
    ...(await listConnectionRows(transaction))
      .filter(({ name }) => !connections.has(name))
      .map(({ name, archivedAt }) => ({
        kind: 'connection' as const,
        name,
        isArchived: archivedAt !== null,
        links: 0,
      })),
  ];
}
