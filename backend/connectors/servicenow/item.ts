import type { Comment, FieldDescriptor, FieldValue, Item } from '../sdk/index.js';
import { isoFromLiteral } from './date-time.js';
import { fieldValue } from './field-value.js';
import type { Instance } from './instance.js';
import { itemReference, REFERENCE_FIELDS } from './item-reference.js';
import { type Row, textAt } from './record.js';

/** The fields to ask for so that `itemOf` can make an item. */
export function itemFields(fields: readonly FieldDescriptor[]): readonly string[] {
  const system = [...REFERENCE_FIELDS, 'sys_created_on', 'sys_created_by', 'sys_updated_by'];
  return [...new Set([...system, ...fields.map((field) => field.id)])];
}

/**
 * A record with display values as an item. Its container is the asked table: records of tables that extend it are items of
 * it too, and one that is moved to another table is no longer found in this one.
 */
export async function itemOf(
  instance: Instance,
  request: { table: string; record: Row; fields: readonly FieldDescriptor[]; comments: readonly Comment[] | null },
  signal: AbortSignal,
): Promise<Item> {
  const { table, record, fields, comments } = request;
  const reference = itemReference(record);
  const changeCount = Number.parseInt(textAt(record, 'sys_mod_count'), 10);
  return {
    ...reference,
    url: `${instance.url}/nav_to.do?uri=${encodeURIComponent(`${table}.do?sys_id=${reference.id}`)}`,
    container: table,
    typeId: table,
    createdAt: isoFromLiteral(textAt(record, 'sys_created_on')) ?? reference.version.at,
    createdByUs: await instance.account.is(textAt(record, 'sys_created_by'), signal),
    lastChangedByUs: await instance.account.is(textAt(record, 'sys_updated_by'), signal),
    changeCount: Number.isNaN(changeCount) ? null : changeCount,
    fields: valuesOf(record, fields),
    comments,
  };
}

function valuesOf(record: Row, fields: readonly FieldDescriptor[]): Readonly<Record<string, FieldValue>> {
  const values: Record<string, FieldValue> = {};
  for (const field of fields) {
    const cell = record.get(field.id);
    const value = cell === undefined ? undefined : fieldValue(field.kind, cell);
    if (value !== undefined) values[field.id] = value;
  }
  return values;
}
