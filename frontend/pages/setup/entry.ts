import type { Setup } from '../../api/operations.js';

/** A row of `fields` as the file writes it. */
export type Row = Readonly<Record<string, unknown>>;

/** An entry of `items` as the file writes it, as far as the pages change it. */
export interface Item {
  readonly left: string;
  readonly right: string;
  readonly onCreate?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly fields: readonly Row[];
}

/** An integration as the file writes it, as far as the pages change it. */
export interface Entry {
  readonly items: readonly Item[];
  readonly match?: { readonly left: string; readonly right: string };
  readonly initial?: string;
  readonly create?: string;
  readonly backfill?: string;
}

type Written = NonNullable<Setup['entry']>;

/** What the server keeps as any JSON is what it has proposed. */
export function entryOf(setup: Pick<Setup, 'entry'>): Entry | null {
  return setup.entry as Entry | null;
}

/** The other way. */
export function writtenEntry(entry: Entry): Written {
  return { ...entry };
}

/** The entry with another row in the place of one. */
export function withRow(entry: Entry, at: { readonly item: number; readonly row: number }, row: Row): Entry {
  return withItem(entry, at.item, (item) => ({
    ...item,
    fields: item.fields.map((before, index) => (index === at.row ? row : before)),
  }));
}

/** A row that is carried in another direction. */
export function inDirection(row: Row, direction: string): Row {
  const { direction: _, ...rest } = row;
  return direction === 'both' ? rest : { ...rest, direction };
}

/** Which ways a row can go: one that is computed for a side goes to that side alone. */
export function directionsOf(row: Row): readonly ('both' | 'left' | 'right')[] {
  if (row.left === undefined) return ['right'];
  if (row.right === undefined) return ['left'];
  return ['both', 'right', 'left'];
}

/** A value that a tool demands, where the file has it: at creation, or with the status that is entered. */
interface Demanded {
  readonly item: number;
  readonly side: 'left' | 'right';
  readonly status: string | null;
  readonly field: { readonly id: string };
}

/** What is given now; undefined: nothing. */
export function givenIn(entry: Entry, demanded: Demanded): unknown {
  const item = entry.items[demanded.item];
  if (demanded.status === null) return item?.onCreate?.[demanded.side]?.[demanded.field.id];
  const given = transitionsOf(item?.fields.find(hasStatuses))[demanded.side]?.[demanded.status];
  return given?.[demanded.field.id];
}

/** The entry with that value given. */
export function withGiven(entry: Entry, demanded: Demanded, value: string): Entry {
  const { side, status, field } = demanded;
  return withItem(entry, demanded.item, (item) => {
    if (status === null) {
      const onCreate = { ...item.onCreate, [side]: { ...item.onCreate?.[side], [field.id]: value } };
      return { ...item, onCreate };
    }
    const fields = item.fields.map((row) => {
      if (!hasStatuses(row)) return row;
      const before = transitionsOf(row);
      const given = { ...before[side]?.[status], [field.id]: value };
      return { ...row, transition: { ...before, [side]: { ...before[side], [status]: given } } };
    });
    return { ...item, fields };
  });
}

/** The values of a row, each left one with those on the right that are it. */
export function valuesOf(row: Row): readonly (readonly [left: string, rights: readonly string[]])[] {
  const values = (row.values ?? {}) as Readonly<Record<string, string | readonly string[]>>;
  return Object.entries(values).map(([left, right]) => [left, typeof right === 'string' ? [right] : right] as const);
}

/** The row whose left value becomes another on the right; '' takes it out. */
export function withValue(row: Row, left: string, right: string): Row {
  const values = valuesOf(row).flatMap(([its, rights]): (readonly [string, string | readonly string[]])[] => {
    if (its !== left) return [[its, rights.length === 1 ? (rights[0] ?? '') : rights]];
    if (right === '') return [];
    const others = rights.slice(1).filter((other) => other !== right);
    return [[its, others.length === 0 ? right : [right, ...others]]];
  });
  const { values: _, ...rest } = row;
  return values.length === 0 ? rest : { ...rest, values: Object.fromEntries(values) };
}

type Transitions = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

function transitionsOf(row: Row | undefined): Transitions {
  return (row?.transition ?? {}) as Transitions;
}

/** The one row of an entry whose values are statuses. */
function hasStatuses(row: Row): boolean {
  return row.transition !== undefined || ['status', 'state'].includes(String(row.left));
}

function withItem(entry: Entry, index: number, change: (item: Item) => Item): Entry {
  return { ...entry, items: entry.items.map((item, at) => (at === index ? change(item) : item)) };
}
