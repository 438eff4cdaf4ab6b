import type { SideDefinition, SyncDefinition } from '../../mappings/index.js';
import type { IntegrationConfiguration } from '../configuration-file.js';
import { DEFAULTS } from '../integrations/defaults.js';
import { formatDuration } from '../text/quantity.js';
import { ITEM_DEFAULTS, writtenItem } from './written-item.js';
import { type WrittenEntry, type WrittenValue, withoutDefaults, written } from './written-value.js';

/** The key that names a container of a connection: `project`, `table`. */
export type ContainerKeyOf = (connection: string) => string;

/** What a sync is where its entry says nothing. */
const SYNC_DEFAULTS = new Map([...written({ enabled: true, users: {} }), ...writtenTerms(DEFAULTS)]);

/** What an integration is where its entry says nothing. */
export function integrationDefaults(kind: IntegrationConfiguration['definition']['kind']): WrittenEntry {
  return kind === 'sync' ? SYNC_DEFAULTS : written({ enabled: true });
}

/** An integration in the words of the file, with every key of its own; of `items` only what is not the default. */
export function writtenIntegration(
  { enabled, definition }: IntegrationConfiguration,
  containerKeyOf: ContainerKeyOf,
): WrittenEntry {
  if (definition.kind !== 'sync') return new Map(Object.entries({ kind: definition.kind, enabled, ...definition.raw }));
  return new Map([
    ...written({
      kind: definition.kind,
      enabled,
      left: writtenSide(definition.left, containerKeyOf),
      right: writtenSide(definition.right, containerKeyOf),
    }),
    ...writtenTerms(definition),
    ...written({
      items: definition.items.map((item) => withoutDefaults(writtenItem(item, definition.comments), ITEM_DEFAULTS)),
      users: definition.users,
    }),
  ]);
}

/** How a sync runs: every key that has a default. */
function writtenTerms(terms: Pick<SyncDefinition, Exclude<keyof typeof DEFAULTS, 'comments' | 'users'>>): WrittenEntry {
  const { backfill, match, deleteLimit } = terms;
  return written({
    start: terms.start,
    delay: formatDuration(terms.delayMs),
    backfill: typeof backfill === 'string' ? backfill : backfill.since,
    match: match === null ? null : written(match),
    initial: terms.initial,
    create: terms.create,
    overlap: formatDuration(terms.overlapMs),
    settle: formatDuration(terms.settleMs),
    conflicts: terms.conflicts,
    deletes: terms.deletes,
    panel: terms.panel,
    deleteLimit: written(deleteLimit),
  });
}

function writtenSide({ connection, container, filter }: SideDefinition, containerKeyOf: ContainerKeyOf): WrittenValue {
  return written({ connection, [containerKeyOf(connection)]: container, filter });
}
