import type { DescribedOption, FieldDescriptor } from '../connectors/sdk/index.js';
import { conversionFault } from '../mappings/index.js';
import type { JsonValue } from '../shared/index.js';
import { type PairedOptions, pairOptions } from './pair-options.js';
import type { WrittenRow } from './proposal.js';
import { writtenField } from './written-name.js';

type Row =
  | {
      readonly row: WrittenRow;
      readonly note: string | null;
      /** Whether values are left without a partner. */
      readonly isPartial: boolean;
    }
  | { readonly reason: string };

/** Lists that are longer go by name alone: nobody reads through a table of them. */
const LONGEST_TABLE = 30;

/** What makes the values of two fields each other's, or why nothing does. */
export function rowBetween(
  left: FieldDescriptor,
  right: FieldDescriptor,
  allLeft: readonly FieldDescriptor[],
  allRight: readonly FieldDescriptor[],
): Row {
  if (isLink(left) || isLink(right)) return { reason: 'what they refer to is not the same on both sides' };
  const names = { left: writtenField(left, allLeft), right: writtenField(right, allRight) };
  const isWritable = { left: left.onCreate || left.onUpdate, right: right.onCreate || right.onUpdate };
  if (left.kind === 'labels' && right.kind === 'text') return listInText(names, 'right', isWritable);
  if (left.kind === 'text' && right.kind === 'labels') return listInText(names, 'left', isWritable);
  const table = tableBetween(left, right);
  if (table !== null && table.size === 0) return { reason: 'none of their choices are alike' };
  const toRight = isWritable.right && (table !== null || conversionFault(left, right) === null);
  const toLeft = isWritable.left && (table !== null || conversionFault(right, left) === null);
  if (!toRight && !toLeft) return { reason: conversionFault(left, right) ?? 'neither can be written' };
  const direction = toRight && toLeft ? {} : { direction: toRight ? 'right' : 'left' };
  const values = table === null ? {} : { values: Object.fromEntries(table) };
  return {
    row: { ...names, ...values, ...direction },
    note: noteOf(left, right, { toRight, toLeft }, table),
    isPartial: isPartial(left, table),
  };
}

function isLink({ kind, options }: FieldDescriptor): boolean {
  return kind.startsWith('reference') && options === null;
}

/** As the rows of `values`: each left choice with those on the right that are it, the one that it becomes first. */
export function tableOf(
  { toRight, toLeft }: PairedOptions,
  tokens: { readonly left: 'id' | 'label'; readonly right: 'id' | 'label' },
): ReadonlyMap<string, JsonValue> {
  const becomeLeft = new Set(toLeft.values());
  // Of several that become the same, the first listed is what that one becomes.
  const lefts = [...toRight.keys()].sort((a, b) => Number(becomeLeft.has(b)) - Number(becomeLeft.has(a)));
  const rows = new Map<string, JsonValue>();
  for (const left of lefts) {
    const partner = toRight.get(left);
    const others = [...toLeft].filter(([right, its]) => its === left && right !== partner).map(([right]) => right);
    const tokensOf = [...(partner === undefined ? [] : [partner]), ...others].map((option) => option[tokens.right]);
    rows.set(left[tokens.left], tokensOf.length === 1 ? (tokensOf[0] ?? '') : tokensOf);
  }
  return rows;
}

function tableBetween(left: FieldDescriptor, right: FieldDescriptor): ReadonlyMap<string, JsonValue> | null {
  const [a, b] = [left.options, right.options];
  if (a === null || b === null || Math.max(a.length, b.length) > LONGEST_TABLE) return null;
  if (sameLabels(a, b)) return null;
  return tableOf(pairOptions(a, b), { left: left.token, right: right.token });
}

function sameLabels(a: readonly DescribedOption[], b: readonly DescribedOption[]): boolean {
  const labels = (options: readonly DescribedOption[]) =>
    options
      .map(({ label }) => label.toLowerCase())
      .sort()
      .join('\n');
  return labels(a) === labels(b);
}

function isPartial(left: FieldDescriptor, table: ReadonlyMap<string, JsonValue> | null): boolean {
  return table !== null && table.size < (left.options ?? []).filter(({ disabled }) => !disabled).length;
}

function noteOf(
  left: FieldDescriptor,
  right: FieldDescriptor,
  { toRight, toLeft }: { readonly toRight: boolean; readonly toLeft: boolean },
  table: ReadonlyMap<string, JsonValue> | null,
): string | null {
  if (!toRight || !toLeft) {
    const closed = toRight ? left : right;
    return `carried one way: ${closed.onCreate || closed.onUpdate ? 'the other way loses what it says' : `${closed.name} cannot be written`}`;
  }
  if (!isPartial(left, table)) return table === null ? null : 'choices by likeness';
  const all = (left.options ?? []).filter(({ disabled }) => !disabled).length;
  return `${table?.size ?? 0} of ${all} choices have a partner`;
}

/** A list of words written into one text, with commas between. */
function listInText(
  names: Readonly<Record<'left' | 'right', string>>,
  text: 'left' | 'right',
  isWritable: Readonly<Record<'left' | 'right', boolean>>,
): Row {
  const list = text === 'right' ? 'left' : 'right';
  if (!isWritable[text] || !isWritable[list]) return { reason: 'one of them cannot be written' };
  const join = '$join(value, ",")';
  const split = '$filter($map($split(value, ","), $trim), function($l) { $l != "" })[]';
  const [toRight, toLeft] = text === 'right' ? [join, split] : [split, join];
  return {
    row: { ...names, toRight, toLeft },
    note: `a list on the ${list}, a text with commas on the ${text}`,
    isPartial: false,
  };
}
