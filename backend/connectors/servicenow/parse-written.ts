import type { JsonValue } from '../../shared/index.js';
import {
  type FieldDescriptor,
  type FieldValue,
  type OptionValue,
  type ReferenceValue,
  unfitValue,
  writtenPlain,
  writtenScalar,
  writtenScalars,
} from '../sdk/index.js';
import { isoFromLiteral } from './date-time.js';
import { anyOf } from './encoded-query.js';
import { lineEndsOf } from './field-value.js';
import type { Instance } from './instance.js';
import { findPeople } from './people.js';
import { textAt } from './record.js';

const SYS_ID = /^[0-9a-f]{32}$/;

/** A value as a person wrote it, in typed form. @throws ConfigurationError naming field, value and what would be right. */
export async function parseWritten(
  instance: Instance,
  field: FieldDescriptor,
  written: JsonValue,
  signal: AbortSignal,
): Promise<FieldValue> {
  if (written === null || written === '') return null;
  switch (field.kind) {
    case 'text':
      return lineEndsOf(writtenScalar(field, written));
    case 'richText':
      throw unfitValue(field, written, 'ServiceNow has no rich text that Syncline writes');
    case 'number':
    case 'duration':
    case 'boolean':
    case 'date':
      return writtenPlain({ ...field, kind: field.kind }, written);
    case 'dateTime':
      return momentOf(field, writtenScalar(field, written));
    case 'option':
    case 'status':
      return optionOf(field, writtenScalar(field, written));
    case 'options':
      return writtenScalars(field, written).map((text) => optionOf(field, text));
    case 'labels':
      return writtenScalars(field, written);
    case 'user':
    case 'reference':
      return (await recordsOf(instance, field, [writtenScalar(field, written)], signal))[0] ?? null;
    case 'users':
    case 'references':
      return recordsOf(instance, field, writtenScalars(field, written), signal);
  }
}

function momentOf(field: FieldDescriptor, text: string): string {
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(text);
  const isLiteral = /^\S{10} \S{8}$/.test(text);
  const moment = new Date((isLiteral ? isoFromLiteral(text) : null) ?? (hasZone ? text : Number.NaN));
  if (!Number.isNaN(moment.getTime())) return moment.toISOString();
  throw unfitValue(field, text, 'a moment with its zone such as 2026-07-14T00:28:27Z is needed');
}

function optionOf(field: FieldDescriptor, text: string): OptionValue {
  if (field.options === null) return { id: text, label: text };
  const lower = text.toLowerCase();
  const found =
    field.options.find(({ id }) => id === text) ?? field.options.find(({ label }) => label.toLowerCase() === lower);
  if (found !== undefined) return { id: found.id, label: found.label };
  const possible = field.options.filter((option) => !option.disabled).map(({ id, label }) => `${id} (${label})`);
  throw unfitValue(field, text, `it can be ${possible.join(', ')}`);
}

/** People by any of their names; records of other tables by `sys_id`, number or name. */
async function recordsOf(
  instance: Instance,
  field: FieldDescriptor,
  tokens: readonly string[],
  signal: AbortSignal,
): Promise<readonly (ReferenceValue & { readonly email: string | null })[]> {
  const isPerson = field.kind === 'user' || field.kind === 'users';
  const people = isPerson ? await findPeople(instance, tokens, signal) : null;
  return Promise.all(
    tokens.map(async (token) => {
      const found = people === null ? await recordOf(instance, field, token, signal) : people.get(token);
      if (found !== undefined) return { email: null, ...found };
      const right = isPerson
        ? 'no single person has this user name, e-mail or sys_id'
        : `no single record of ${field.target ?? 'the table'} has this number, name or sys_id`;
      throw unfitValue(field, token, right);
    }),
  );
}

async function recordOf(
  instance: Instance,
  { target }: FieldDescriptor,
  token: string,
  signal: AbortSignal,
): Promise<ReferenceValue | undefined> {
  if (target === undefined) return SYS_ID.test(token) ? { id: token, label: token } : undefined;
  const fields = SYS_ID.test(token) ? ['sys_id'] : ['number', 'name'];
  const [query = ''] = anyOf(fields.map((field) => ({ field, value: token })));
  const all = [...new Set(['sys_id', 'number', 'name'])];
  const { rows } = await instance.api.list({ table: target, query, fields: all, values: 'stored' }, signal);
  // A condition on a column that the table lacks is left out by the tool, and then everything comes.
  const [only, another] = rows.filter((record) => fields.some((field) => textAt(record, field) === token));
  if (only === undefined || another !== undefined) return undefined;
  return { id: textAt(only, 'sys_id'), label: textAt(only, 'name') || textAt(only, 'number') || token };
}
