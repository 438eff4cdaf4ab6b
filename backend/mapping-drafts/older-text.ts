import { readStored, withMappingOf } from '../configuration/index.js';
import { requireSync } from '../integrations/index.js';
import type { Transaction } from '../storage/index.js';
import type { DraftSurroundings } from './check/open-draft.js';
import { textOf } from './in-force.js';
import { getVersion } from './version-repository.js';

/** The entry of a sync as it is now, with the mapping of an older version. @throws UnknownNameError when there is no such sync or version. */
export async function olderText(
  transaction: Transaction,
  surroundings: DraftSurroundings,
  name: string,
  version: number,
): Promise<string> {
  const integration = await requireSync(transaction, name);
  const older = await getVersion(transaction, integration.id, version);
  const { stored } = await readStored(transaction);
  const definition = withMappingOf(integration.definition, older.definition);
  return textOf(stored, surroundings, { ...integration, definition }, older.source);
}
