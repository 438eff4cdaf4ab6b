import type { ReadRequest, ReadResult } from '../sdk/index.js';
import { anyOf, isOneOf } from './encoded-query.js';
import type { Instance } from './instance.js';
import { itemFields, itemOf } from './item.js';
import { isCounted } from './item-reference.js';
import { readComments } from './journal.js';
import { textAt } from './record.js';

/** Reads items in one call, and their comments in a second one. */
export async function readItems(instance: Instance, request: ReadRequest, signal: AbortSignal): Promise<ReadResult> {
  const { container: table, ids, fields } = request;
  if (ids.length === 0) return { items: [], missing: [] };
  const versionOf = instance.sightings.asking();
  const conditions = [isOneOf('sys_id', ids)];
  const records = await instance.api.listAll(
    { table, conditions, fields: itemFields(fields), values: 'displayed' },
    signal,
  );
  const given = new Set(records.map((record) => textAt(record, 'sys_id')));
  const withComments = request.comments && given.size > 0;
  const comments = withComments ? await readComments(instance, [...given], signal) : null;
  const items = await Promise.all(
    records.map(async (record) => {
      const ofItem = request.comments ? (comments?.get(textAt(record, 'sys_id')) ?? []) : null;
      const item = await itemOf(instance, { table, record, fields, comments: ofItem }, signal);
      return isCounted(record) ? item : { ...item, version: versionOf(item) };
    }),
  );
  const missing = ids.filter((id) => !given.has(id));
  const deleted = await deletedIds(instance, missing, signal);
  return { items, missing: missing.map((id) => ({ id, deleted: deleted.has(id), replacedBy: null })) };
}

/** Which of these the instance remembers as deleted; it does so for audited tables, and not every account may look. */
async function deletedIds(
  instance: Instance,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const fields = ['sys_id', 'documentkey'];
  const conditions = [isOneOf('documentkey', ids)];
  const query = { table: 'sys_audit_delete', conditions, fields, values: 'stored' } as const;
  const rows = await instance.api.listAllIfReadable(query, signal);
  return new Set((rows ?? []).map((row) => textAt(row, 'documentkey')));
}

/** Which of these items the filter holds for. */
export async function matchingIds(
  instance: Instance,
  request: { container: string; filter: string; ids: readonly string[] },
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const { container: table, filter, ids } = request;
  const wanted = ids.map((value) => ({ field: 'sys_id', value }));
  const found = new Set<string>();
  for (const condition of anyOf(wanted, filter)) {
    const query = { table, filter, conditions: [condition], fields: ['sys_id'], values: 'stored' } as const;
    for (const record of await instance.api.listAll(query, signal)) found.add(textAt(record, 'sys_id'));
  }
  return found;
}
