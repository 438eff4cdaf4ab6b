import {
  adfToText,
  type FieldDescriptor,
  type FieldKind,
  type FieldValue,
  type ReferenceValue,
  type UserValue,
} from '../sdk/index.js';
import { durationFromSeconds, isoFromLiteral, literalFromDate, secondsFromDuration } from './date-time.js';
import type { Cell } from './record.js';

/** The typed form of a field; undefined when what the tool gave does not fit the field's kind, so that it counts as not answered. */
export function fieldValue(kind: FieldKind, cell: Cell): FieldValue | undefined {
  const { value } = cell;
  if (value === '') return null;
  const label = cell.display === null || cell.display === '' ? value : cell.display;
  switch (kind) {
    case 'text':
      return lineEndsOf(value);
    case 'number': {
      const number = Number(value);
      return Number.isFinite(number) ? number : undefined;
    }
    case 'boolean':
      return { true: true, '1': true, false: false, '0': false }[value];
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
    case 'dateTime':
      return isoFromLiteral(value) ?? undefined;
    case 'duration':
      return secondsFromDuration(value) ?? undefined;
    case 'option':
    case 'status':
    case 'reference':
      return { id: value, label };
    case 'user':
      return { id: value, label, email: null };
    case 'users':
      return listed(value, label).map((reference): UserValue => ({ ...reference, email: null }));
    case 'references':
    case 'options':
      return listed(value, label);
    case 'labels':
      return listed(value, label).map((element) => element.id);
    case 'richText':
      return undefined;
  }
}

/** A value as the Table API takes it with `sysparm_input_display_value=false`; '' empties the field. */
export function storedValue(field: FieldDescriptor | undefined, value: FieldValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return field?.kind === 'duration' ? durationFromSeconds(value) : String(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return field?.kind === 'dateTime' ? literalFromDate(new Date(value)) : value;
  if (isList(value)) return value.map(idOf).join(',');
  if ('id' in value) return value.id;
  return adfToText(value);
}

/** Text with `\n` line ends; the tool keeps whichever came in. */
export function lineEndsOf(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** `Array.isArray` alone does not narrow a union that holds read-only lists. */
function isList(value: FieldValue): value is Extract<FieldValue, readonly unknown[]> {
  return Array.isArray(value);
}

function idOf(element: string | ReferenceValue): string {
  return typeof element === 'string' ? element : element.id;
}

/** A name may hold a comma, so names are used only where they are as many as the ids. */
function listed(ids: string, names: string): readonly ReferenceValue[] {
  const idList = ids.split(',').filter((id) => id !== '');
  const nameList = names.split(',').map((name) => name.trim());
  const labels = nameList.length === idList.length ? nameList : idList;
  return idList.map((id, index) => ({ id, label: labels[index] ?? id }));
}
