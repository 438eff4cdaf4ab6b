import type { FieldDescriptor, FieldValue, Item } from '../connectors/sdk/index.js';
import { type JsonValue, jsonHash } from '../shared/index.js';
import type { Side } from './definition.js';
import type { Mapping } from './mapping.js';
import { blockKeys } from './rich-text/index.js';
import { elementKeys, isChosen, isDocument } from './values/index.js';

/**
 * Says whether an item is, for this mapping, the one that was seen before (I3): equal for equal mapped values, key, type,
 * container and set of comments. What the tool counts and dates itself is left out.
 */
export function mappedHash(mapping: Mapping, side: Side, item: Item): string {
  return jsonHash({
    key: item.key,
    type: item.typeId,
    container: item.container,
    fields: Object.fromEntries(
      mapping.fields[side].map((field) => [field.id, identityOf(field, item.fields[field.id])]),
    ),
    comments: item.comments?.map(({ id }) => id).sort(),
  });
}

function identityOf({ kind }: FieldDescriptor, value: FieldValue | undefined): JsonValue | undefined {
  if (value === undefined || value === null) return value;
  if (isDocument(value)) return blockKeys(value);
  return isChosen(kind) ? [...elementKeys(value)].sort() : (value as JsonValue);
}
