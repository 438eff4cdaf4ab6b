import { z } from 'zod';
import { ConfigurationError, type JsonValue } from '../../shared/index.js';
import {
  type AdfDocument,
  adfDocument,
  type FieldDescriptor,
  type FieldValue,
  type OptionValue,
  textToAdf,
  type UserValue,
} from '../sdk/index.js';
import { toIsoUtc } from './answers/instant.js';

/** What a written value may need to be asked for. */
export interface WrittenContext {
  users(tokens: readonly string[]): Promise<ReadonlyMap<string, UserValue>>;
  /** An issue by key or id; undefined when it is not there. */
  reference(token: string): Promise<OptionValue | undefined>;
}

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const scalarList = z.union([scalar.transform((one) => [one]), z.array(scalar)]);

/** A value as a person wrote it in the file, in typed form. @throws ConfigurationError naming field, value and what would be right. */
export async function parseWritten(
  field: FieldDescriptor,
  written: JsonValue,
  context: WrittenContext,
): Promise<FieldValue> {
  if (written === null || written === '') return null;
  switch (field.kind) {
    case 'text':
      return take(field, scalar, written, 'a text');
    case 'richText':
      return richText(field, written);
    case 'number':
    case 'duration':
      return take(field, z.coerce.number(), written, field.kind === 'number' ? 'a number' : 'a number of seconds');
    case 'boolean':
      return take(
        field,
        z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })]),
        written,
        'true or false',
      );
    case 'date':
      return take(field, z.iso.date(), written, 'a date such as 2026-03-01');
    case 'dateTime':
      return toIsoUtc(take(field, scalar, written, DATE_TIME)) ?? fail(field, written, DATE_TIME);
    case 'option':
    case 'status':
      return optionOf(field, take(field, scalar, written, 'one of its options'));
    case 'options':
      return take(field, scalarList, written, 'a list of its options').map((token) => optionOf(field, token));
    case 'labels':
      return take(field, scalarList, written, 'a list of labels');
    case 'user':
      return userOf(field, take(field, scalar, written, PERSON), context);
    case 'users':
      return Promise.all(take(field, scalarList, written, PERSON).map((token) => userOf(field, token, context)));
    case 'reference':
      return referenceOf(field, take(field, scalar, written, ISSUE), context);
    case 'references':
      return Promise.all(take(field, scalarList, written, ISSUE).map((token) => referenceOf(field, token, context)));
  }
}

const DATE_TIME = 'a date-time with an offset such as 2026-03-01T09:30:00Z';
const PERSON = 'an e-mail, an account id or a full name that one active person has';
const ISSUE = 'the key of an issue';

function richText(field: FieldDescriptor, written: JsonValue): AdfDocument {
  if (typeof written === 'string') return textToAdf(written.replace(/\n$/, ''));
  return take(field, adfDocument, written, 'a text or an ADF document');
}

/** By label, then by id: people write labels, and ids stay right when somebody renames one. */
function optionOf(field: FieldDescriptor, token: string): OptionValue {
  const options = field.options ?? [];
  const found =
    options.find((option) => option.label === token) ??
    options.find((option) => option.label.toLowerCase() === token.toLowerCase()) ??
    options.find((option) => option.id === token);
  if (found !== undefined) return { id: found.id, label: found.label };
  // Where Jira names no choices it must do with what was written: an id, or a name that it looks up itself.
  if (field.options === null) return { id: /^\d+$/.test(token) ? token : '', label: token };
  return fail(field, token, `one of ${options.map((option) => option.label).join(', ')}`);
}

async function userOf(field: FieldDescriptor, token: string, context: WrittenContext): Promise<UserValue> {
  return (await context.users([token])).get(token) ?? fail(field, token, PERSON);
}

async function referenceOf(field: FieldDescriptor, token: string, context: WrittenContext): Promise<OptionValue> {
  return (await context.reference(token)) ?? fail(field, token, ISSUE);
}

function take<Schema extends z.ZodType>(
  field: FieldDescriptor,
  schema: Schema,
  written: JsonValue,
  right: string,
): z.output<Schema> {
  const result = schema.safeParse(written);
  return result.success ? result.data : fail(field, written, right);
}

function fail(field: FieldDescriptor, written: JsonValue, right: string): never {
  throw new ConfigurationError(
    `${field.name} (${field.id}): ${JSON.stringify(written)} is not right; it takes ${right}`,
  );
}
