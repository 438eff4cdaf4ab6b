import {
  containerKeysOf,
  type ReadDraft,
  readDraft,
  readStored,
  type StoredConfiguration,
} from '../../configuration/index.js';
import type { Connector } from '../../connectors/sdk/index.js';
import { type Integration, requireSync } from '../../integrations/index.js';
import type { SyncDefinition } from '../../mappings/index.js';
import type { Settings } from '../../settings/index.js';
import { ConfigurationError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';

/** What reading a draft takes from the program. */
export interface DraftSurroundings {
  readonly connectors: readonly Connector[];
  readonly settings: Pick<Settings, 'mode'>;
}

/** A draft, and the sync that it is of. */
export interface OpenDraft {
  /** As it is stored now. */
  readonly integration: Integration;
  readonly stored: StoredConfiguration;
  readonly read: ReadDraft;
  /** What the draft says; null when it has faults, or is no sync any more. */
  readonly definition: SyncDefinition | null;
  readonly containerKeys: (connection: string) => string;
}

/** Reads a draft as a part of what is stored. @throws UnknownNameError when there is no sync of that name. */
export async function openDraft(
  transaction: Transaction,
  { connectors, settings }: DraftSurroundings,
  name: string,
  yaml: string,
): Promise<OpenDraft> {
  const integration = await requireSync(transaction, name);
  const { stored } = await readStored(transaction);
  const read = readDraft(yaml, { name, stored, connectors, mode: settings.mode });
  const definition = read.integration?.definition;
  return {
    integration,
    stored,
    read,
    definition: definition?.kind === 'sync' ? definition : null,
    containerKeys: containerKeysOf(stored.connections, connectors),
  };
}

/** The sync as it would be under a draft, one version further on. @throws ConfigurationError when the draft has faults. */
export function underDraft({ integration, definition }: OpenDraft): Integration {
  if (definition === null) throw new ConfigurationError('the draft has faults; correct them first');
  return { ...integration, definition, mappingVersion: integration.mappingVersion + 1 };
}
