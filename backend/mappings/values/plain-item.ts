import type { FieldDescriptor, Item } from '../../connectors/sdk/index.js';
import type { JsonValue } from '../../shared/index.js';
import type { Side } from '../definition.js';
import type { Mapping } from '../mapping.js';
import { plainValue } from './plain-value.js';

/** What expressions see as `item`. `fields` has what was read, by field id; `type` is the item type's name. */
export function plainItem(mapping: Pick<Mapping, 'fields' | 'typeNames'>, side: Side, item: Item): JsonValue {
  return {
    key: item.key,
    url: item.url,
    type: mapping.typeNames[side].get(item.typeId) ?? item.typeId,
    created: item.createdAt,
    updated: item.version.at,
    fields: plainFields(mapping.fields[side], item),
  };
}

function plainFields(descriptors: readonly FieldDescriptor[], item: Item): JsonValue {
  return Object.fromEntries(
    descriptors.flatMap((descriptor) => {
      const value = item.fields[descriptor.id];
      return value === undefined ? [] : [[descriptor.id, plainValue(descriptor, value)]];
    }),
  );
}
