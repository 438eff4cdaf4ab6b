import type { Actor } from '../../audit/index.js';
import type { SyncDefinition } from '../../mappings/index.js';
import { ConfigurationError, canonicalJson, type JsonValue } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { insertMappingVersion, parseDefinition } from './stored-integration-repository.js';

/**
 * Changes the stored definition of a sync in place, as a new version of its mapping; the next `diff` against the file shows it.
 * @throws ConfigurationError when the sync is not there any more.
 */
export async function changeSync(
  transaction: Transaction,
  integrationId: string,
  actor: Actor,
  change: (definition: SyncDefinition) => SyncDefinition,
): Promise<void> {
  const row = await transaction.models.Integration.findByPk(integrationId, {
    lock: true,
    transaction: transaction.handle,
  });
  const before = row === null ? null : parseDefinition(row);
  if (row === null || before?.kind !== 'sync') throw new ConfigurationError('the integration is not there any more');
  const definition = change(before);
  if (canonicalJson(before) === canonicalJson(definition)) return;
  const mappingVersion = row.mappingVersion + 1;
  await row.update(
    { definition: definition as unknown as JsonValue, mappingVersion },
    { transaction: transaction.handle },
  );
  await insertMappingVersion(transaction, row.id, mappingVersion, definition, { by: actor, source: null });
}
