import { SIDES, type Side } from '../../mappings/index.js';
import type { Report } from '../report.js';
import type { Draft } from '../schema/draft.js';
import type { FieldEntry, ItemEntry, LongFieldEntry } from '../schema/item-schema.js';
import type { KeyPath } from '../text/key-path.js';
import { checkExpression } from './check-expression.js';
import { checkField, writtenSides } from './check-field.js';

const ANY = 'any';

/** A row of `fields` in its long form. */
export function longForm(entry: FieldEntry): LongFieldEntry;
export function longForm(entry: Draft<FieldEntry>): Draft<LongFieldEntry>;
export function longForm(entry: Draft<FieldEntry>): Draft<LongFieldEntry> {
  return Array.isArray(entry) ? { left: entry[0], right: entry[1] } : (entry as Draft<LongFieldEntry>);
}

/** Judges the entries of `items`, each and against each other. */
export function checkItems(report: Report, path: KeyPath, items: readonly (Draft<ItemEntry> | undefined)[]): void {
  for (const [index, item] of items.entries()) {
    if (item === undefined) continue;
    const itemPath = [...path, index];
    for (const side of SIDES) checkExpression(report, [...itemPath, 'when', side], item.when?.[side]);
    checkFields(report, [...itemPath, 'fields'], item.fields ?? []);
    noticeLater(report, itemPath, item);
    const earlier = items.slice(0, index).findIndex((other) => other !== undefined && covers(other, item));
    if (earlier >= 0 && !report.isFaulty([...path, earlier]) && !report.isFaulty([...itemPath, 'left'])) {
      const line = report.lineOf([...path, earlier]);
      report.fault(
        itemPath,
        `is never reached: the entry of line ${line} takes the same items; give that one a \`when\``,
      );
    }
  }
}

/** Whether every item that `later` is for, on either side, is taken by `earlier`. */
function covers(earlier: Draft<ItemEntry>, later: Draft<ItemEntry>): boolean {
  return SIDES.every((side) => {
    if (earlier[side] === undefined || later[side] === undefined || earlier.when?.[side] !== undefined) return false;
    return earlier[side] === ANY || earlier[side] === later[side];
  });
}

function checkFields(report: Report, path: KeyPath, fields: readonly (Draft<FieldEntry> | undefined)[]): void {
  const writers: Record<Side, Map<string, number>> = { left: new Map(), right: new Map() };
  for (const [index, entry] of fields.entries()) {
    if (entry === undefined) continue;
    const rulePath = [...path, index];
    if (Array.isArray(entry) && report.isFaulty(rulePath)) continue;
    const rule = longForm(entry);
    checkField(report, rulePath, rule);
    if (report.isFaulty(rulePath)) continue;
    for (const side of writtenSides(rule)) {
      const field = rule[side] ?? '';
      const earlier = writers[side].get(field);
      if (earlier === undefined) writers[side].set(field, index);
      else {
        const line = report.lineOf([...path, earlier]);
        report.fault(
          rulePath,
          `writes \`${field}\` on the ${side}, as line ${line} does; remove one, or give it a \`direction\` away from it`,
        );
      }
    }
    const twin = fields.slice(0, index).findIndex((other) => other !== undefined && isSamePair(longForm(other), rule));
    if (twin >= 0 && !report.isFaulty(rulePath)) {
      const line = report.lineOf([...path, twin]);
      report.fault(rulePath, `joins the same fields as line ${line}; make it one rule with \`toLeft\` and \`toRight\``);
    }
  }
}

function isSamePair(a: Draft<LongFieldEntry>, b: Draft<LongFieldEntry>): boolean {
  return a.left === b.left && a.right === b.right;
}

function noticeLater(report: Report, path: KeyPath, item: Draft<ItemEntry>): void {
  const wanted = (value: unknown) => value !== undefined && value !== false;
  if (wanted(item.attachments))
    report.notice('coming', [...path, 'attachments'], 'attachments come later; ignored for now');
  if (wanted(item.worklogs)) report.notice('coming', [...path, 'worklogs'], 'worklogs come later; ignored for now');
  if (wanted(item.links))
    report.notice('coming', [...path, 'links'], 'links between items come later; ignored for now');
}
