import type { FieldDescriptor, Item, OverwrittenEdit } from '../sdk/index.js';
import { isoFromLiteral } from './date-time.js';
import { anyOf } from './encoded-query.js';
import { fieldValue, storedValue } from './field-value.js';
import type { Instance } from './instance.js';
import { type Row, textAt } from './record.js';
import type { Saves } from './usual-saves.js';

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
 * Edits by others that our writes covered. The modification count tells where somebody may have been in between, the audit who
 * changed what. Where the audit is closed to the account, or knows nothing of the record, each field that we wrote may have
 * covered an edit whose value nobody can tell any more, unless such writes always add so much to the count.
 */
export async function overwrittenEdits(
  instance: Instance,
  writes: readonly Written[],
  signal: AbortSignal,
): Promise<readonly OverwrittenEdit[]> {
  const suspected = writes.filter((write) => savesOf(write).count > 1);
  const isUnusual = (write: Written) =>
    instance.saves.isExceededBy(savesOf(write), writes.filter((other) => other !== write).map(savesOf));
  const unusual = suspected.filter(isUnusual);
  instance.saves.note(writes.map(savesOf));
  if (suspected.length === 0) return [];
  const trail = await auditTrail(instance, suspected, signal);
  const userName = await instance.account.userName(signal);
  return suspected.flatMap((write) => {
    const between = trail.filter((entry) => textAt(entry, 'documentkey') === write.itemId && isBetween(entry, write));
    if (between.length > 0) return write.fields.flatMap((field) => coveredEdit(write, field, between, userName) ?? []);
    return unusual.includes(write) ? write.fields.map(({ id }) => ({ itemId: write.itemId, field: id, by: null })) : [];
  });
}

/** Once where the instance does not tell. */
function savesOf({ before, after, fields }: Written): Saves {
  const isCounted = before.changeCount !== null && after.changeCount !== null;
  const count = isCounted ? after.changeCount - before.changeCount : 1;
  return { table: after.container, fields: fields.map(({ id }) => id), count };
}

/** In the order in which it came to be; empty where the account may not read it. */
async function auditTrail(
  instance: Instance,
  writes: readonly Written[],
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const entries: Row[] = [];
  for (const condition of anyOf(writes.map(({ itemId }) => ({ field: 'documentkey', value: itemId })))) {
    const query = { table: 'sys_audit', conditions: [condition], fields: AUDIT_FIELDS, values: 'stored' } as const;
    entries.push(...((await instance.api.listAllIfReadable(query, signal)) ?? []));
  }
  return entries.sort(byMoment);
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
