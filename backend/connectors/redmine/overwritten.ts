import { jsonHash } from '../../shared/index.js';
import type { FieldDescriptor, FieldValue, Item, OverwrittenEdit } from '../sdk/index.js';
import type { Journal } from './answers.js';
import { isoFrom } from './date-time.js';
import { storedValue } from './field-value.js';
import { journalsOf } from './notes.js';
import type { Site } from './site.js';
import { customFieldNumber, STANDARD_FIELDS } from './standard-fields.js';

/** One of our writes, with the states of the item around it. */
interface Written {
  readonly itemId: string;
  readonly before: Item;
  readonly after: Item;
  readonly fields: readonly FieldDescriptor[];
}

/** Edits by others that our writes covered: the journal keeps every change with its author, and what it made of the field. */
export async function overwrittenEdits(
  site: Site,
  writes: readonly Written[],
  signal: AbortSignal,
): Promise<readonly OverwrittenEdit[]> {
  const ownId = await site.account.id(signal);
  const edits: OverwrittenEdit[] = [];
  for (const write of writes) {
    const journals = site.journals.get(write.after) ?? (await journalsOf(site, write.itemId, signal));
    const foreign = journals.filter((journal) => isBetween(journal, write) && String(journal.user?.id) !== ownId);
    edits.push(...write.fields.flatMap((field) => coveredEdit(write, field, foreign) ?? []));
  }
  return edits;
}

/** By number where the journal was read with the item, else from the second on in which the item was. */
function isBetween({ id, created_on: createdOn }: Journal, { before, after }: Written): boolean {
  if (after.changeCount !== null && id > after.changeCount) return false;
  if (before.changeCount !== null) return id > before.changeCount;
  return (isoFrom(createdOn) ?? '') >= before.version.at;
}

/** What others made of the field, unless it is what we had read or what is there now. */
function coveredEdit(
  { itemId, before, after }: Written,
  field: FieldDescriptor,
  foreign: readonly Journal[],
): OverwrittenEdit | null {
  const changes = foreign.flatMap(({ user, details }) =>
    details.filter((detail) => isDetailOf(field, detail)).map((detail) => ({ by: user?.name ?? null, detail })),
  );
  const last = changes.at(-1);
  if (last === undefined) return null;
  const value = madeOf(
    field,
    before.fields[field.id] ?? null,
    changes.map(({ detail }) => detail),
  );
  const known = [before, after].map((item) => sameAs(item.fields[field.id] ?? null));
  if (value !== undefined && known.includes(sameAs(value))) return null;
  return { itemId, field: field.id, by: last.by, ...(value === undefined ? {} : { value }) };
}

type Detail = Journal['details'][number];

/** Whether a line of a journal is about the field. */
export function isDetailOf({ id }: FieldDescriptor, { property, name }: Detail): boolean {
  const number = customFieldNumber(id);
  if (number !== null) return property === 'cf' && name === String(number);
  return property === 'attr' && name === STANDARD_FIELDS.find((field) => field.id === id)?.written;
}

/** Of a list the journal tells each element that came or went; of everything else the new value. */
function madeOf(field: FieldDescriptor, before: FieldValue, details: readonly Detail[]): FieldValue | undefined {
  if (!['options', 'users', 'labels'].includes(field.kind)) {
    return storedValue(field, details.at(-1)?.new_value ?? null);
  }
  const elements = new Set(elementsOf(before));
  for (const { old_value: gone, new_value: come } of details) {
    if (typeof gone === 'string') elements.delete(gone);
    if (typeof come === 'string') elements.add(come);
  }
  return storedValue(field, [...elements]);
}

function elementsOf(value: FieldValue): readonly string[] {
  return Array.isArray(value)
    ? value.map((element: string | { readonly id: string }) => (typeof element === 'string' ? element : element.id))
    : [];
}

/** Equal for values that are the same: names of things do not count, nor the order of a list. */
function sameAs(value: FieldValue): string {
  if (Array.isArray(value)) return jsonHash([...elementsOf(value)].sort());
  if (value !== null && typeof value === 'object' && 'id' in value) return jsonHash(value.id);
  return jsonHash(value);
}
