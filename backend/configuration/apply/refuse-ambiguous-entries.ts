import {
  followEntries,
  followEntry,
  type ItemRule,
  type SyncDefinition,
  syncDefinition,
} from '../../mappings/index.js';
import { ConfigurationError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';

/** A sync as it is stored and as it shall be. */
export interface ChangedSync {
  readonly id: string;
  readonly name: string;
  readonly mappingVersion: number;
  readonly before: SyncDefinition;
  readonly after: SyncDefinition;
}

/**
 * Links follow their entry of `items` wherever the file has it now. @throws ConfigurationError when it cannot be told which entry those of an entry
 * that has links have become.
 */
export async function refuseAmbiguousEntries(transaction: Transaction, sync: ChangedSync): Promise<void> {
  const { ambiguous } = followEntries(sync.before.items, sync.after.items);
  if (ambiguous.length === 0) return;
  const counts = await countByEntry(transaction, sync);
  const linked = ambiguous.filter((place) => (counts.get(place) ?? 0) > 0);
  if (linked.length === 0) return;
  const named = linked.map(
    (place) => `items[${place}] (${typesOf(sync.before.items[place])}) with ${counts.get(place)} links`,
  );
  throw new ConfigurationError(
    `integration ${sync.name}: of ${named.join(' and ')} it cannot be told which entry it has become: types, condition and contents fit none or several. ` +
      'Change one entry at a time and apply in between; or apply once without it, and each of its links goes by the first entry that then fits',
  );
}

function typesOf(entry: ItemRule | undefined): string {
  return `${entry?.left ?? 'any'} to ${entry?.right ?? 'any'}`;
}

/** Living links by the place of their entry in the present version. */
async function countByEntry(transaction: Transaction, sync: ChangedSync): Promise<ReadonlyMap<number, number>> {
  const links = await transaction.query(
    `select mapping_version, rule_index, count(*)::int as count from links
      where integration_id = $1 and ended_at is null group by mapping_version, rule_index`,
    [sync.id],
  );
  const rows = await transaction.query(
    'select version, definition from mapping_versions where integration_id = $1 and version <= $2 order by version',
    [sync.id, sync.mappingVersion],
  );
  const versions = rows.map((row) => ({ version: Number(row.version), ...syncDefinition.parse(row.definition) }));
  const counts = new Map<number, number>();
  for (const link of links) {
    const since = versions.filter(({ version }) => version >= Number(link.mapping_version));
    const place = followEntry(Number(link.rule_index), since);
    if (place !== null) counts.set(place, (counts.get(place) ?? 0) + Number(link.count));
  }
  return counts;
}
