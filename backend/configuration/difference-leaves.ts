import type { ItemRule, SyncDefinition } from '../mappings/index.js';
import type { IntegrationConfiguration, StoredConnection } from './configuration-file.js';
import { formatPath, type KeyPath } from './text/key-path.js';
import { writtenConnection } from './written/written-connection.js';
import { type ContainerKeyOf, writtenIntegration } from './written/written-integration.js';
import { writtenField, writtenItem } from './written/written-item.js';
import { inOneLine, type WrittenEntry, type WrittenValue } from './written/written-value.js';

/** An entry as single values by path, each as one line of YAML: the grain in which changes are named. */
export type Leaves = ReadonlyMap<string, string>;

/** Stands for every secret in a difference. */
export const SECRET = '(secret)';

export function hostLeaves(outgoing: readonly string[]): Leaves {
  return new Map(outgoing.map((host) => [formatPath(['outgoing', host]), host]));
}

export function connectionLeaves(connection: StoredConnection): Leaves {
  return collect(
    ['connections', connection.name],
    writtenConnection(connection, () => SECRET),
  );
}

export function integrationLeaves(integration: IntegrationConfiguration, containerKeyOf: ContainerKeyOf): Leaves {
  const path = ['integrations', integration.name];
  const entry = new Map(writtenIntegration(integration, containerKeyOf));
  if (integration.definition.kind !== 'sync') return collect(path, entry);
  entry.delete('items');
  return new Map([...collect(path, entry), ...itemLeaves([...path, 'items'], integration.definition)]);
}

/** Entries of `items` by their two types, rows of `fields` by their two fields: an index would rename all that follow. */
function itemLeaves(path: KeyPath, { items, comments }: SyncDefinition): Leaves {
  const names = itemNames(items);
  const leaves = new Map<string, string>();
  if (items.length > 1) leaves.set(formatPath([...path, 'order']), names.join(', '));
  for (const [index, item] of items.entries()) {
    const itemPath = [...path, names[index] ?? ''];
    const entry = new Map(writtenItem(item, comments));
    entry.delete('fields');
    for (const leaf of collect(itemPath, entry)) leaves.set(...leaf);
    for (const rule of item.fields)
      leaves.set(formatPath([...itemPath, 'fields', rule.id]), inOneLine(writtenField(rule)));
  }
  return leaves;
}

/** `Task:incident`, and `Task:incident (2)` for a second entry of the same types. */
function itemNames(items: readonly ItemRule[]): string[] {
  const counts = new Map<string, number>();
  return items.map(({ left, right }) => {
    const name = `${left ?? 'any'}:${right ?? 'any'}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function collect(path: KeyPath, entry: WrittenEntry): Map<string, string> {
  const leaves = new Map<string, string>();
  for (const [key, value] of entry) {
    const nested = asEntry(value);
    if (nested === null) leaves.set(formatPath([...path, key]), inOneLine(value));
    else for (const leaf of collect([...path, key], nested)) leaves.set(...leaf);
  }
  return leaves;
}

function asEntry(value: WrittenValue): WrittenEntry | null {
  if (value instanceof Map) return value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  return new Map(Object.entries(value));
}
