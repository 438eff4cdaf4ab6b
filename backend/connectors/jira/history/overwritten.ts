import { canonicalJson } from '../../../shared/index.js';
import type { FieldDescriptor, FieldValue, Item, OverwrittenEdit } from '../../sdk/index.js';
import type { ChangelogEntry } from '../answers/changelog.js';
import type { Dialect } from '../dialect/dialect.js';
import type { Forms } from '../dialect/forms.js';
import { changesOfField, type FieldChange } from './changes-of-field.js';
import { elementTokens, formerValue, setOf } from './former-value.js';

/** One write of ours: what was read before it, what was read after it, and the fields that it wrote. */
export interface OwnWrite {
  readonly itemId: string;
  readonly before: Item;
  readonly after: Item;
  readonly fields: readonly FieldDescriptor[];
}

/**
 * Foreign edits of written fields that came after our read and before our write. Jira has no conditional write, so this is
 * found afterwards, in the history. What our write left in place (a label that somebody added meanwhile) was not covered.
 */
export async function findOverwritten(
  dialect: Dialect,
  writes: readonly OwnWrite[],
  account: string,
  signal: AbortSignal,
): Promise<readonly OverwrittenEdit[]> {
  if (writes.length === 0) return [];
  const fieldIds = new Set(writes.flatMap((write) => write.fields.map((field) => field.id)));
  const issueIds = new Set(writes.map((write) => write.itemId));
  const histories = await dialect.histories([...issueIds], [...fieldIds], signal);
  return writes.flatMap((write) =>
    write.fields.flatMap((field) => {
      const changes = changesSince(write, field, histories.get(write.itemId) ?? [], account);
      return covered(write, field, changes, dialect.forms) ?? [];
    }),
  );
}

function covered(
  write: OwnWrite,
  field: FieldDescriptor,
  changes: readonly FieldChange[],
  forms: Forms,
): OverwrittenEdit | undefined {
  const upToOurs = changes.slice(0, changes.findLastIndex((change) => change.byUs) + 1);
  const lastForeign = upToOurs.findLastIndex((change) => !change.byUs);
  const ours = upToOurs[lastForeign + 1];
  const foreign = upToOurs.filter((change) => !change.byUs);
  if (lastForeign === -1 || ours === undefined) return undefined;
  const edit = { itemId: write.itemId, field: field.id, by: upToOurs[lastForeign]?.by ?? null };
  const value = isSet(field) ? coveredSet(write, field, foreign) : coveredValue(write, field, ours, forms);
  if (value === NOTHING) return undefined;
  return value === undefined ? edit : { ...edit, value };
}

/** Nothing of what others wrote was lost. */
const NOTHING = Symbol('nothing');

function coveredValue(
  write: OwnWrite,
  field: FieldDescriptor,
  ours: FieldChange,
  forms: Forms,
): FieldValue | undefined | typeof NOTHING {
  const value = formerValue(field, ours.from, forms);
  const isKept = [write.before, write.after].some((item) => isSame(value, item.fields[field.id]));
  return value !== undefined && isKept ? NOTHING : value;
}

function coveredSet(
  write: OwnWrite,
  field: FieldDescriptor,
  foreign: readonly FieldChange[],
): FieldValue | undefined | typeof NOTHING {
  const before = tokensIn(write.before.fields[field.id]);
  const after = tokensIn(write.after.fields[field.id]);
  const added = new Set<string>();
  const removed = new Set<string>();
  for (const change of foreign) {
    const from = elementTokens(field, change.from);
    const to = elementTokens(field, change.to);
    for (const token of without(to, from)) removed.delete(token) || added.add(token);
    for (const token of without(from, to)) added.delete(token) || removed.add(token);
  }
  const isAddedLost = [...added].some((token) => !after.includes(token));
  const isRemovedBack = [...removed].some((token) => before.includes(token) && after.includes(token));
  if (!isAddedLost && !isRemovedBack) return NOTHING;
  return setOf(field, [...without(before, [...removed]), ...without([...added], before)]);
}

function without(tokens: readonly string[], others: readonly string[]): readonly string[] {
  return tokens.filter((token) => !others.includes(token));
}

/** What happened to the field since the write's read, oldest first. */
function changesSince(
  write: OwnWrite,
  field: FieldDescriptor,
  entries: readonly ChangelogEntry[],
  account: string,
): readonly FieldChange[] {
  const readAtMs = Date.parse(write.before.version.at);
  return changesOfField(entries, field, account).filter(({ at }) => at > readAtMs);
}

function isSet(field: FieldDescriptor): boolean {
  return ['labels', 'options', 'users', 'references'].includes(field.kind);
}

function tokensIn(value: FieldValue | undefined): readonly string[] {
  const elements: readonly unknown[] = Array.isArray(value) ? value : [];
  return elements.map(tokenOf);
}

function tokenOf(element: unknown): string {
  return typeof element === 'object' && element !== null && 'id' in element ? String(element.id) : String(element);
}

/** Choices and people are the same by id, whatever they are called now. */
function isSame(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  const identity = (value: FieldValue | undefined) =>
    typeof value === 'object' && value !== null && 'id' in value ? { id: value.id } : (value ?? null);
  return canonicalJson(identity(a)) === canonicalJson(identity(b));
}
