import type { FieldDescriptor, Item, OverwrittenEdit } from '../sdk/index.js';
import { isoFromLiteral } from './date-time.js';
import { anyOf } from './encoded-query.js';
import { fieldValue, storedValue } from './field-value.js';
import type { Instance } from './instance.js';
import { type Row, textAt } from './record.js';

/** One of our writes, with the states of the item around it. */
interface Written {
  readonly itemId: string;
  readonly before: Item;
  readonly after: Item;
  readonly fields: readonly FieldDescriptor[];
}

const AUDIT_FIELDS = [
  'sys_id',
  'documentkey',
  'fieldname',
  'oldvalue',
  'newvalue',
  'user',
  'record_checkpoint',
  'sys_created_on',
];

/**
 * Edits by others that our writes covered. The modification count tells where somebody else may have been in between; the
 * audit tells who changed what. A business rule that saves the record again counts too, so a count alone proves nothing:
 * where the audit is closed to the account, or the table is not audited, nothing is reported.
 */
export async function overwrittenEdits(
  instance: Instance,
  writes: readonly Written[],
  signal: AbortSignal,
): Promise<readonly OverwrittenEdit[]> {
  const suspected = writes.filter(hasGap);
  if (suspected.length === 0) return [];
  const entries: Row[] = [];
  for (const condition of anyOf(suspected.map(({ itemId }) => ({ field: 'documentkey', value: itemId })))) {
    const query = { table: 'sys_audit', conditions: [condition], fields: AUDIT_FIELDS, values: 'stored' } as const;
    entries.push(...((await instance.api.listAllIfReadable(query, signal)) ?? []));
  }
  entries.sort(byMoment);
  const userName = await instance.account.userName(signal);
  return suspected.flatMap((write) => {
    const between = entries.filter((entry) => textAt(entry, 'documentkey') === write.itemId && isBetween(entry, write));
    return write.fields.flatMap((field) => coveredEdit(write, field, between, userName) ?? []);
  });
}

function hasGap({ before, after }: Written): boolean {
  return before.changeCount !== null && after.changeCount !== null && after.changeCount - before.changeCount > 1;
}

/** By count where there is one: several edits may share a second. */
function byMoment(a: Row, b: Row): number {
  const byCount = Number(textAt(a, 'record_checkpoint')) - Number(textAt(b, 'record_checkpoint'));
  return byCount !== 0 ? byCount : textAt(a, 'sys_created_on').localeCompare(textAt(b, 'sys_created_on'), 'en');
}

/** An entry carries the modification count that it made, or only its second where the instance does not keep the count. */
function isBetween(entry: Row, { before, after }: Written): boolean {
  const count = Number.parseInt(textAt(entry, 'record_checkpoint'), 10);
  if (Number.isNaN(count)) {
    const at = isoFromLiteral(textAt(entry, 'sys_created_on')) ?? '';
    return at >= before.version.at && at <= after.version.at;
  }
  return count > (before.changeCount ?? 0) && count <= (after.changeCount ?? 0);
}

/** The last value that another user gave the field, unless it is what we had read or what we wrote ourselves. */
function coveredEdit(
  { itemId, before, after }: Written,
  field: FieldDescriptor,
  between: readonly Row[],
  userName: string,
): OverwrittenEdit | null {
  const ofField = between.filter((entry) => textAt(entry, 'fieldname') === field.id);
  const foreign = ofField.filter((entry) => textAt(entry, 'user').toLowerCase() !== userName.toLowerCase());
  const ours = ofField.find((entry) => textAt(entry, 'user').toLowerCase() === userName.toLowerCase());
  const lastForeign = foreign.at(-1);
  const covered = lastForeign === undefined ? ours && textAt(ours, 'oldvalue') : textAt(lastForeign, 'newvalue');
  if (covered === undefined) return null;
  const known = [before, after].map((item) => storedValue(field, item.fields[field.id] ?? null));
  if (known.includes(covered)) return null;
  const value = fieldValue(field.kind, { value: covered, display: null, linkedTable: null });
  const by = lastForeign === undefined ? null : textAt(lastForeign, 'user');
  return { itemId, field: field.id, by, ...(value === undefined ? {} : { value }) };
}
