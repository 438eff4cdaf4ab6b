import { z } from 'zod';
import { type JsonValue, RefusedError } from '../../../shared/index.js';
import {
  type AdfDocument,
  adfDocument,
  type FieldDescriptor,
  type FieldValue,
  type OptionValue,
} from '../../sdk/index.js';
import type { Forms } from '../dialect/forms.js';
import { cascadedIds } from './cascading.js';

/** What of a descriptor decides how a value is written. */
type Field = Pick<FieldDescriptor, 'id' | 'name' | 'kind'>;

const identified = z.looseObject({ id: z.string() });
const identifiedList = z.array(identified);
const option = z.looseObject({ id: z.string(), label: z.string() });

/**
 * A value as `fields` of a create, edit or transition takes it. Null empties the field.
 * @throws RefusedError naming the field when Jira would surely refuse the value, before anything is sent.
 */
export function toJira(field: Field, value: FieldValue, forms: Forms): JsonValue {
  if (value === null) return emptyOf(field);
  switch (field.kind) {
    case 'richText':
      return forms.writeRichText(documentIn(field, value), field.id);
    case 'dateTime':
      return checked(field, z.iso.datetime(), value).replace(/Z$/, '+0000');
    case 'option':
    case 'status':
      return optionBody(field, checked(field, option, value));
    case 'user':
      return forms.person(checked(field, identified, value).id);
    case 'reference':
      return { id: checked(field, identified, value).id };
    case 'options':
      return checked(field, z.array(option), value).map((one) => optionBody(field, one));
    case 'users':
      return checked(field, identifiedList, value).map(({ id }) => forms.person(id));
    case 'references':
      return checked(field, identifiedList, value).map(({ id }) => ({ id }));
    case 'labels':
      return checked(field, z.array(z.string()), value).map((label) => checkedLabel(field, label));
    case 'text':
    case 'date':
      return checked(field, z.string(), value);
    case 'number':
    case 'duration':
      return checked(field, z.number(), value);
    case 'boolean':
      return checked(field, z.boolean(), value);
  }
}

/** One element of a set, as the update verbs `add` and `remove` take it. */
export function elementToJira(field: Field, token: string, forms: Forms): JsonValue {
  switch (field.kind) {
    case 'labels':
      return checkedLabel(field, token);
    case 'users':
      return forms.person(token);
    default:
      return optionBody(field, { id: token, label: token });
  }
}

function emptyOf(field: Field): JsonValue {
  return ['labels', 'options', 'users', 'references'].includes(field.kind) ? [] : null;
}

/** By id; by name where the id is not known, which only values that people wrote can be. */
function optionBody(field: Field, { id, label }: OptionValue): JsonValue {
  if (id === '') return field.id.startsWith('customfield_') ? { value: label } : { name: label };
  const { parent, child } = cascadedIds(id);
  return child === undefined ? { id } : { id: parent, child: { id: child } };
}

/** The value itself and no copy of it: its blocks may remember how they were written. */
function documentIn(field: Field, value: FieldValue): AdfDocument {
  checked(field, adfDocument, value);
  return value as AdfDocument;
}

/** Jira refuses a label with white space in it, and with it the whole request. */
function checkedLabel(field: Field, label: string): string {
  if (!/\s/.test(label) && label !== '') return label;
  throw refusal(field, `the label ${JSON.stringify(label)} has white space, which Jira does not take`);
}

function checked<Schema extends z.ZodType>(field: Field, schema: Schema, value: FieldValue): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw refusal(field, `the value is no ${field.kind}`);
}

function refusal(field: Field, message: string): RefusedError {
  return new RefusedError(`${field.name}: ${message}`, { status: 0, fieldErrors: { [field.id]: message } });
}
