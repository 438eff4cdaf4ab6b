import type { JsonValue } from '../../../shared/index.js';
import type { FieldDescriptor, FieldKind, FieldValue, FieldValues } from '../../sdk/index.js';
import type { Forms } from '../dialect/forms.js';
import { toJira } from './to-jira.js';

/** A body's `fields`. @throws RefusedError naming the field, for values that Jira would surely refuse. */
export function fieldsToJira(
  values: FieldValues,
  fields: readonly FieldDescriptor[],
  forms: Forms,
): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, toJira(descriptorOf(id, value, fields), value, forms)]),
  );
}

/**
 * The field's descriptor. Values that accompany a status or a creation belong to fields that need not be mapped and so may not
 * be described; such a value says by its form what it is.
 */
export function descriptorOf(
  id: string,
  value: FieldValue,
  fields: readonly FieldDescriptor[],
): Pick<FieldDescriptor, 'id' | 'name' | 'kind'> {
  return fields.find((field) => field.id === id) ?? { id, name: id, kind: kindOf(value) };
}

function kindOf(value: FieldValue): FieldKind {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (value === null || typeof value === 'string') return 'text';
  if (!Array.isArray(value)) return objectKind(value);
  const [first]: unknown[] = value;
  if (typeof first !== 'object' || first === null) return 'labels';
  return objectKind(first) === 'user' ? 'users' : 'options';
}

function objectKind(value: object): 'richText' | 'user' | 'option' {
  if ('type' in value) return 'richText';
  return 'email' in value ? 'user' : 'option';
}
