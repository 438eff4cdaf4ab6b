import jsonata from 'jsonata';
import { type CheckedRule, type CheckedSync, entryFor } from './checked-sync.js';
import type { Pair } from './find-pairs.js';
import type { Finding, HeldField } from './finding.js';
import { isDocument, wordsOfDocument, wordsOfText } from './words.js';

/** Mapped fields of a pair that say different things; those that are held are counted and not found. */
export async function compareFields(
  definition: CheckedSync,
  pair: Pair,
  held: readonly HeldField[],
): Promise<{ readonly findings: readonly Finding[]; readonly held: number }> {
  const entry = entryFor(definition, pair.left.type);
  const findings: Finding[] = [];
  let heldCount = 0;
  for (const rule of entry?.fields ?? []) {
    const difference = await differenceIn(rule, pair);
    if (difference === null) continue;
    if (isHeld(rule, pair, held)) heldCount += 1;
    else
      findings.push({
        kind: 'different',
        side: 'left',
        item: `${pair.left.key} ${pair.right.key}`,
        detail: difference,
      });
  }
  return { findings, held: heldCount };
}

function isHeld(rule: CheckedRule, { left, right }: Pair, held: readonly HeldField[]): boolean {
  return held.some(({ item, field }) => {
    const isPair = item === left.key || item === right.key || item === left.id || item === right.id;
    return (
      isPair && (field === rule.left || field === rule.right || field === `${rule.left ?? ''}:${rule.right ?? ''}`)
    );
  });
}

async function differenceIn(rule: CheckedRule, { left, right }: Pair): Promise<string | null> {
  const name = `${rule.left ?? '(computed)'} and ${rule.right ?? '(computed)'}`;
  const leftValue = rule.left === undefined ? undefined : simple(left.values[rule.left]);
  const rightValue = rule.right === undefined ? undefined : simple(right.values[rule.right]);
  const item = { key: left.key, fields: left.values };
  if (
    rule.direction !== 'left' &&
    (await isCarried(rule.values, rule.toRight, { from: leftValue, to: rightValue, item }))
  ) {
    return null;
  }
  if (rule.direction !== 'right') {
    const back = rule.values && inverse(rule.values);
    if (await isCarried(back, rule.toLeft, { from: rightValue, to: leftValue, item: { fields: right.values } }))
      return null;
  }
  return `${name}: ${shown(leftValue)} and ${shown(rightValue)}`;
}

/** Whether `to` is what the rule makes of `from`. */
async function isCarried(
  values: Readonly<Record<string, readonly string[] | string>> | undefined,
  expression: string | undefined,
  { from, to, item }: { readonly from: unknown; readonly to: unknown; readonly item: unknown },
): Promise<boolean> {
  if (isEmpty(from) && isEmpty(to)) return true;
  if (expression !== undefined) {
    const isComputed = from === undefined;
    const result: unknown =
      !isComputed && isEmpty(from) ? null : await jsonata(expression).evaluate({ value: from, item });
    return sameValue(result, to);
  }
  if (values === undefined) return sameValue(from, to);
  const mapped = values[String(from)] ?? [];
  return (typeof mapped === 'string' ? [mapped] : mapped).some((candidate) => sameValue(candidate, to));
}

/** Many left values may share a right one: each of them is a right answer. */
function inverse(values: Readonly<Record<string, string>>): Record<string, string[]> {
  const back: Record<string, string[]> = {};
  for (const [left, right] of Object.entries(values)) back[right] = [...(back[right] ?? []), left];
  return back;
}

/** People by their address, options by name, documents as they are, everything else as the tool gives it. */
function simple(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isDocument(value)) return value ?? null;
  const { emailAddress, name, value: own } = value as Readonly<Record<string, unknown>>;
  return emailAddress ?? name ?? own ?? value;
}

function sameValue(a: unknown, b: unknown): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (Array.isArray(a) || Array.isArray(b)) return sorted(a) === sorted(b);
  if (isDocument(a) || isDocument(b)) return words(a) === words(b);
  return String(a).replaceAll('\r\n', '\n').trim() === String(b).replaceAll('\r\n', '\n').trim();
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return isDocument(value) ? wordsOfDocument(value) === '' : Array.isArray(value) && value.length === 0;
}

function sorted(value: unknown): string {
  return JSON.stringify([...new Set((Array.isArray(value) ? value : [value]).map(String))].sort());
}

function words(value: unknown): string {
  return isDocument(value) ? wordsOfDocument(value) : wordsOfText(String(value));
}

function shown(value: unknown): string {
  const text = isDocument(value) ? wordsOfDocument(value) : (JSON.stringify(value) ?? 'nothing');
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
