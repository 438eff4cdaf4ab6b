import type { JsonValue } from '../../shared/index.js';
import {
  type FieldDescriptor,
  type FieldValue,
  type OptionValue,
  type UserValue,
  unfitValue,
  writtenPlain,
  writtenScalar,
  writtenScalars,
} from '../sdk/index.js';
import { lineEndsOf } from './field-value.js';
import { findPeople } from './people.js';
import type { Site } from './site.js';

/** A value as a person wrote it, in typed form. @throws ConfigurationError naming field, value and what would be right. */
export async function parseWritten(
  site: Site,
  field: FieldDescriptor,
  written: JsonValue,
  signal: AbortSignal,
): Promise<FieldValue> {
  if (written === null || written === '') return null;
  switch (field.kind) {
    case 'text':
      return lineEndsOf(writtenScalar(field, written));
    case 'number':
    case 'duration':
    case 'boolean':
    case 'date':
      return writtenPlain({ ...field, kind: field.kind }, written);
    case 'option':
    case 'status':
      return optionOf(field, writtenScalar(field, written));
    case 'options':
      return writtenScalars(field, written).map((text) => optionOf(field, text));
    case 'labels':
      return writtenScalars(field, written);
    case 'user':
      return (await peopleOf(site, field, [writtenScalar(field, written)], signal))[0] ?? null;
    case 'users':
      return peopleOf(site, field, writtenScalars(field, written), signal);
    default:
      throw unfitValue(field, written, 'Redmine has no such field that Syncline writes');
  }
}

function optionOf(field: FieldDescriptor, text: string): OptionValue {
  if (field.options === null) return { id: text, label: text };
  const lower = text.toLowerCase();
  const found =
    field.options.find(({ label }) => label.toLowerCase() === lower) ?? field.options.find(({ id }) => id === text);
  if (found !== undefined) return { id: found.id, label: found.label };
  const possible = field.options.filter((option) => !option.disabled).map(({ label }) => label);
  throw unfitValue(field, text, `it can be ${possible.join(', ')}`);
}

async function peopleOf(
  site: Site,
  field: FieldDescriptor,
  tokens: readonly string[],
  signal: AbortSignal,
): Promise<readonly UserValue[]> {
  const people = await findPeople(site, tokens, signal);
  return tokens.map((token) => {
    const person = people.get(token.trim());
    if (person !== undefined) return person;
    throw unfitValue(field, token, 'no single person has this login, name, e-mail or number');
  });
}
