import { ConfigurationError, type JsonValue } from '../../shared/index.js';
import type { FieldDescriptor } from './schema.js';
import type { FieldValue } from './values.js';

/** One value of a field as a person wrote it in the file. @throws ConfigurationError naming field and value. */
export function writtenScalar(field: FieldDescriptor, written: JsonValue): string {
  if (typeof written === 'string') return written;
  if (typeof written === 'number' || typeof written === 'boolean') return String(written);
  throw unfitValue(field, written, 'one value is needed');
}

/** A list as a person wrote it; one value stands for a list of one. @throws ConfigurationError naming field and value. */
export function writtenScalars(field: FieldDescriptor, written: JsonValue): readonly string[] {
  const list: readonly JsonValue[] = Array.isArray(written) ? written : [written];
  return list.map((element) => writtenScalar(field, element));
}

/** A number, duration, boolean or date, which people write alike whatever the tool. @throws ConfigurationError saying what would be right. */
export function writtenPlain(
  field: FieldDescriptor & { readonly kind: 'number' | 'duration' | 'boolean' | 'date' },
  written: JsonValue,
): FieldValue {
  const text = writtenScalar(field, written);
  switch (field.kind) {
    case 'number':
    case 'duration':
      if (Number.isFinite(Number(text))) return Number(text);
      throw unfitValue(
        field,
        written,
        field.kind === 'number' ? 'a number is needed' : 'a number of seconds is needed',
      );
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true';
      throw unfitValue(field, written, 'true or false is needed');
    case 'date':
      if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
      throw unfitValue(field, written, 'a date such as 2026-07-14 is needed');
  }
}

/** Says that what a person wrote does not fit a field. @param right what would. */
export function unfitValue(field: FieldDescriptor, written: JsonValue, right: string): ConfigurationError {
  return new ConfigurationError(`${field.id}: ${JSON.stringify(written)} does not fit: ${right}`);
}
