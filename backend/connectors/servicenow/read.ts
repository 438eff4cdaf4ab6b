import type { ReadRequest, ReadResult } from '../sdk/index.js';
import { isOneOf } from './encoded-query.js';
import type { Instance } from './instance.js';
import { itemFields, itemOf } from './item.js';
import { readComments } from './journal.js';
import { textAt } from './record.js';

/** Reads items in one call, and their comments in a second one. A deleted record and a hidden one look alike here (B20). */
export async function readItems(instance: Instance, request: ReadRequest, signal: AbortSignal): Promise<ReadResult> {
  const { container: table, ids, fields } = request;
  if (ids.length === 0) return { items: [], missing: [] };
  const conditions = [isOneOf('sys_id', ids)];
  const records = await instance.api.listAll(
    { table, conditions, fields: itemFields(fields), values: 'displayed' },
    signal,
  );
  const given = new Set(records.map((record) => textAt(record, 'sys_id')));
  const withComments = request.comments && given.size > 0;
  const comments = withComments ? await readComments(instance, [...given], signal) : null;
  const items = await Promise.all(
    records.map((record) => {
      const ofItem = request.comments ? (comments?.get(textAt(record, 'sys_id')) ?? []) : null;
      return itemOf(instance, { table, record, fields, comments: ofItem }, signal);
    }),
  );
  const missing = ids.filter((id) => !given.has(id)).map((id) => ({ id, deleted: false, replacedBy: null }));
  return { items, missing };
}

/** Which of these items the filter holds for. */
export async function matchingIds(
  instance: Instance,
  request: { container: string; filter: string; ids: readonly string[] },
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const { container: table, filter, ids } = request;
  if (ids.length === 0) return new Set();
  const conditions = [isOneOf('sys_id', ids)];
  const rows = await instance.api.listAll({ table, filter, conditions, fields: ['sys_id'], values: 'stored' }, signal);
  return new Set(rows.map((record) => textAt(record, 'sys_id')));
}
