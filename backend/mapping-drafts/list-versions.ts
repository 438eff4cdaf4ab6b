import { containerKeysOf, type Difference, integrationDifference, readStored } from '../configuration/index.js';
import { requireSync } from '../integrations/index.js';
import type { SyncDefinition } from '../mappings/index.js';
import type { PageOf, Transaction } from '../storage/index.js';
import type { DraftSurroundings } from './check/open-draft.js';
import { type MappingVersion, pageVersions } from './version-repository.js';

/** A version in a list: what it changed of the one before, the first differences and how many there are. */
export interface ListedVersion {
  readonly version: MappingVersion;
  readonly isPresent: boolean;
  readonly differences: readonly Difference[];
}

/** A page of the versions of a mapping, newest first, each with what it changed. @throws UnknownNameError */
export async function listVersions(
  transaction: Transaction,
  surroundings: DraftSurroundings,
  name: string,
  { after, limit }: PageOf<string>,
): Promise<readonly ListedVersion[]> {
  const integration = await requireSync(transaction, name);
  const difference = await differences(transaction, surroundings, name);
  // One more: the last of the page is compared with what came before it.
  const found = await pageVersions(transaction, integration.id, { after, limit: limit + 1 });
  return found.slice(0, limit).map((version, nth) => {
    const before = found[nth + 1];
    return {
      version,
      isPresent: version.version === integration.mappingVersion,
      differences: before === undefined ? [] : difference(before.definition, version.definition),
    };
  });
}

/** Compares two definitions of a sync in the words of the file. */
export async function differences(
  transaction: Transaction,
  { connectors }: Pick<DraftSurroundings, 'connectors'>,
  name: string,
): Promise<(before: SyncDefinition, after: SyncDefinition) => readonly Difference[]> {
  const { stored } = await readStored(transaction);
  const keys = containerKeysOf(stored.connections, connectors);
  const asEntry = (definition: SyncDefinition) => ({ name, enabled: true, definition });
  return (before, after) => integrationDifference(asEntry(before), asEntry(after), keys);
}
