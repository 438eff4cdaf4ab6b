import {
  containerKeysOf,
  exportIntegration,
  readDraft,
  readStored,
  type StoredConfiguration,
} from '../configuration/index.js';
import { type Integration, requireSync } from '../integrations/index.js';
import type { SyncDefinition } from '../mappings/index.js';
import { canonicalJson, type JsonValue, jsonHash } from '../shared/index.js';
import type { Transaction } from '../storage/index.js';
import type { DraftSurroundings } from './check/open-draft.js';
import { getVersion, type MappingVersion } from './version-repository.js';

/** The entry of a sync as it counts now. */
export interface MappingInForce {
  readonly integration: Integration;
  readonly version: MappingVersion;
  /** Names everything that the entry says: two that edit it at once are told apart by it. */
  readonly revision: string;
  readonly yaml: string;
  readonly entry: JsonValue;
  /** Living links. */
  readonly links: number;
}

/** The entry of a sync as it counts now, in the words of the file. @throws UnknownNameError when there is no sync of that name. */
export async function mappingInForce(
  transaction: Transaction,
  surroundings: DraftSurroundings,
  name: string,
): Promise<MappingInForce> {
  const integration = await requireSync(transaction, name);
  const { stored } = await readStored(transaction);
  const version = await getVersion(transaction, integration.id, integration.mappingVersion);
  const yaml = textOf(stored, surroundings, integration, version.source);
  const [row] = await transaction.query(
    'select count(*)::int as links from links where integration_id = $1 and ended_at is null',
    [integration.id],
  );
  return {
    integration,
    version,
    revision: revisionOf(integration),
    yaml,
    entry:
      readDraft(yaml, { name, stored, connectors: surroundings.connectors, mode: surroundings.settings.mode }).entry ??
      null,
    links: Number(row?.links),
  };
}

/** Changes with whatever the entry says. */
export function revisionOf({ enabled, definition }: Pick<Integration, 'enabled' | 'definition'>): string {
  return jsonHash({ enabled, definition });
}

/** The sync in the words of the file: as somebody wrote it, for as long as that is what counts, else as it is exported. */
export function textOf(
  stored: StoredConfiguration,
  { connectors, settings }: DraftSurroundings,
  {
    name,
    enabled,
    definition,
  }: { readonly name: string; readonly enabled: boolean; readonly definition: SyncDefinition },
  source: string | null,
): string {
  if (source !== null) {
    const read = readDraft(source, { name, stored, connectors, mode: settings.mode }).integration;
    const isSaid = canonicalJson(read?.definition) === canonicalJson(definition) && read?.enabled === enabled;
    if (isSaid) return source;
  }
  return exportIntegration({ name, enabled, definition }, containerKeysOf(stored.connections, connectors));
}
