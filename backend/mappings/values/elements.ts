import type { FieldValue } from '../../connectors/sdk/index.js';
import type { Choice } from '../mapping.js';

/** The elements of a set, or the one choice of a list; none for an empty field. */
export function elementsOf(value: FieldValue): readonly Choice[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value as readonly Choice[];
  return typeof value === 'object' || typeof value === 'string' ? [value as Choice] : [String(value)];
}

/** What tells elements apart: the id, or a label itself. */
export function elementKey(element: Choice): string {
  return typeof element === 'string' ? element : element.id;
}

/** The keys of all elements. */
export function elementKeys(value: FieldValue): ReadonlySet<string> {
  return new Set(elementsOf(value).map(elementKey));
}

/** Elements as a field's value, each once, in the order of their coming. */
export function setOf(elements: readonly Choice[]): FieldValue {
  const byKey = new Map<string, Choice>();
  for (const element of elements) if (!byKey.has(elementKey(element))) byKey.set(elementKey(element), element);
  return byKey.size === 0 ? null : ([...byKey.values()] as FieldValue);
}
