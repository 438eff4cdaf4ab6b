import type { JsonValue } from '../../shared/index.js';
import { adfToText, type FieldDescriptor, type FieldValue, type UserValue } from '../sdk/index.js';
import { type Issue, named } from './answers.js';
import { isoFrom } from './date-time.js';
import { customFieldNumber, ESTIMATE, STANDARD_FIELDS } from './standard-fields.js';

const SECONDS_PER_HOUR = 3600;

/** The typed form of a field; undefined when the issue does not show it, or holds what does not fit the field's kind. */
export function fieldValue(field: FieldDescriptor, issue: Issue): FieldValue | undefined {
  const number = customFieldNumber(field.id);
  if (number === null) return standardValue(field, issue[field.id]);
  const custom = issue.custom_fields.find(({ id }) => id === number);
  return custom === undefined ? undefined : storedValue(field, custom.value ?? null);
}

/** An empty field with a name beside it is left out of the answer; every other one is null. */
function standardValue(field: FieldDescriptor, given: unknown): FieldValue | undefined {
  if (given === undefined || given === null || given === '') return null;
  const thing = named.safeParse(given).data;
  if (thing !== undefined) {
    const reference = { id: String(thing.id), label: thing.name };
    return field.kind === 'user' ? { ...reference, email: null } : reference;
  }
  if (field.id === ESTIMATE) return typeof given === 'number' ? secondsFrom(given) : undefined;
  if (typeof given === 'number' || typeof given === 'boolean') return given;
  return typeof given === 'string' ? storedValue(field, given) : undefined;
}

/** What Redmine stores as text: values of custom fields and of the journal. */
export function storedValue(field: FieldDescriptor, stored: string | readonly string[] | null): FieldValue | undefined {
  const texts = (typeof stored === 'string' || stored === null ? [stored ?? ''] : stored).filter((text) => text !== '');
  const [first] = texts;
  if (first === undefined) return null;
  switch (field.kind) {
    case 'text':
      return lineEndsOf(first);
    case 'number':
      return Number.isFinite(Number(first)) ? Number(first) : undefined;
    case 'duration':
      return Number.isFinite(Number(first)) ? secondsFrom(Number(first)) : undefined;
    case 'boolean':
      return { '1': true, '0': false, true: true, false: false }[first];
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.exec(first)?.[0];
    case 'dateTime':
      return isoFrom(first) ?? undefined;
    case 'option':
    case 'status':
    case 'reference':
      return { id: first, label: labelOf(field, first) };
    case 'options':
    case 'references':
      return texts.map((id) => ({ id, label: labelOf(field, id) }));
    case 'user':
      return { id: first, label: first, email: null };
    case 'users':
      return texts.map((id): UserValue => ({ id, label: id, email: null }));
    case 'labels':
      return texts;
    case 'richText':
      return undefined;
  }
}

/** Values as a request takes them; '' and a list of one '' empty a field. */
export function requestBody(
  values: Readonly<Record<string, FieldValue>>,
  fields: readonly FieldDescriptor[],
): Readonly<Record<string, JsonValue>> {
  const body: Record<string, JsonValue> = {};
  const custom: JsonValue[] = [];
  for (const [fieldId, value] of Object.entries(values)) {
    const number = customFieldNumber(fieldId);
    const kind = fields.find(({ id }) => id === fieldId)?.kind;
    const written = STANDARD_FIELDS.find(({ id }) => id === fieldId)?.written;
    if (number !== null) custom.push({ id: number, value: writtenValue(fieldId, kind, value) });
    else if (typeof written === 'string') body[written] = writtenValue(fieldId, kind, value);
  }
  return custom.length === 0 ? body : { ...body, custom_fields: custom };
}

function writtenValue(fieldId: string, kind: FieldDescriptor['kind'] | undefined, value: FieldValue): JsonValue {
  if (value === null) return isListKind(kind) ? [''] : '';
  if (typeof value === 'number') return fieldId === ESTIMATE ? value / SECONDS_PER_HOUR : String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'string') return value;
  if (isList(value)) return value.length === 0 ? [''] : value.map(idOf);
  if ('id' in value) return value.id;
  return adfToText(value);
}

/** Text with `\n` line ends; Redmine makes `\r\n` of a description's. */
export function lineEndsOf(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function secondsFrom(hours: number): number {
  return Math.round(hours * SECONDS_PER_HOUR);
}

function labelOf({ options }: FieldDescriptor, id: string): string {
  return options?.find((option) => option.id === id)?.label ?? id;
}

function isListKind(kind: FieldDescriptor['kind'] | undefined): boolean {
  return kind === 'options' || kind === 'users' || kind === 'labels' || kind === 'references';
}

/** `Array.isArray` alone does not narrow a union that holds read-only lists. */
function isList(value: FieldValue): value is Extract<FieldValue, readonly unknown[]> {
  return Array.isArray(value);
}

function idOf(element: string | { readonly id: string }): string {
  return typeof element === 'string' ? element : element.id;
}
