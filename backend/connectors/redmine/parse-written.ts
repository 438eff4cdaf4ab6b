import { ConfigurationError, type JsonValue } from '../../shared/index.js';
import type { FieldDescriptor, FieldValue, OptionValue, UserValue } from '../sdk/index.js';
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
      return lineEndsOf(scalarOf(field, written));
    case 'number':
    case 'duration': {
      const number = Number(scalarOf(field, written));
      if (Number.isFinite(number)) return number;
      throw wrong(field, written, field.kind === 'number' ? 'a number is needed' : 'a number of seconds is needed');
    }
    case 'boolean': {
      const text = scalarOf(field, written);
      if (text === 'true' || text === 'false') return text === 'true';
      throw wrong(field, written, 'true or false is needed');
    }
    case 'date': {
      const text = scalarOf(field, written);
      if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
      throw wrong(field, written, 'a date such as 2026-07-14 is needed');
    }
    case 'option':
    case 'status':
      return optionOf(field, scalarOf(field, written));
    case 'options':
      return textsOf(field, written).map((text) => optionOf(field, text));
    case 'labels':
      return textsOf(field, written);
    case 'user':
      return (await peopleOf(site, field, [scalarOf(field, written)], signal))[0] ?? null;
    case 'users':
      return peopleOf(site, field, textsOf(field, written), signal);
    default:
      throw wrong(field, written, 'Redmine has no such field that Syncline writes');
  }
}

function optionOf(field: FieldDescriptor, text: string): OptionValue {
  if (field.options === null) return { id: text, label: text };
  const lower = text.toLowerCase();
  const found =
    field.options.find(({ label }) => label.toLowerCase() === lower) ?? field.options.find(({ id }) => id === text);
  if (found !== undefined) return { id: found.id, label: found.label };
  const possible = field.options.filter((option) => !option.disabled).map(({ label }) => label);
  throw wrong(field, text, `it can be ${possible.join(', ')}`);
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
    throw wrong(field, token, 'no single person has this login, name, e-mail or number');
  });
}

function scalarOf(field: FieldDescriptor, written: JsonValue): string {
  if (typeof written === 'string') return written;
  if (typeof written === 'number' || typeof written === 'boolean') return String(written);
  throw wrong(field, written, 'one value is needed');
}

function textsOf(field: FieldDescriptor, written: JsonValue): readonly string[] {
  return Array.isArray(written)
    ? written.map((element: JsonValue) => scalarOf(field, element))
    : [scalarOf(field, written)];
}

function wrong(field: FieldDescriptor, written: JsonValue, right: string): ConfigurationError {
  return new ConfigurationError(`${field.id}: ${JSON.stringify(written)} does not fit: ${right}`);
}
