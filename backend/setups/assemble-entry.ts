import type { JsonValue } from '../shared/index.js';
import type { ChosenSetup } from './setup.js';

/** The integration as a set-up says it now: the entry without the rows that the person does not want; null where nothing was proposed. */
export function assembleEntry({
  entry,
  dropped,
}: Pick<ChosenSetup, 'entry' | 'dropped'>): Readonly<Record<string, JsonValue>> | null {
  if (entry === null) return null;
  const unwanted = new Set(dropped);
  const items = Array.isArray(entry.items) ? entry.items : [];
  return {
    ...entry,
    items: items.map((item: JsonValue, index) => {
      if (!hasFields(item)) return item;
      return { ...item, fields: item.fields.filter((_, row) => !unwanted.has(`${index}.${row}`)) };
    }),
  };
}

function hasFields(item: JsonValue): item is { readonly fields: readonly JsonValue[] } & Record<string, JsonValue> {
  return typeof item === 'object' && item !== null && 'fields' in item && Array.isArray(item.fields);
}
