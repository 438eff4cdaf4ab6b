import { opposite, SIDES, type Side } from '../../mappings/index.js';
import { nearest } from '../../shared/index.js';
import type { Report } from '../report.js';
import type { Draft } from '../schema/draft.js';
import type { LongFieldEntry } from '../schema/item-schema.js';
import type { KeyPath } from '../text/key-path.js';
import { shownValue } from '../text/shown.js';
import { checkExpression } from './check-expression.js';

const EXPRESSION_FOR = { left: 'toLeft', right: 'toRight' } as const;

/** The sides that a rule writes: all that have a field and are not excluded by `direction`. */
export function writtenSides({ left, right, direction }: Draft<LongFieldEntry>): Side[] {
  const fields = { left, right };
  return SIDES.filter(
    (side) => fields[side] !== undefined && (direction === undefined || direction === 'both' || direction === side),
  );
}

/** Judges one row of `fields` by itself. */
export function checkField(report: Report, path: KeyPath, rule: Draft<LongFieldEntry>): void {
  const isWhole = !report.isFaulty(path);
  for (const side of SIDES) checkExpression(report, [...path, EXPRESSION_FOR[side]], rule[EXPRESSION_FOR[side]]);
  // A side without a field may only be misspelt.
  if (isWhole && rule.left === undefined && rule.right === undefined) {
    report.fault(path, 'names no field; write `left`, `right` or both');
  } else if (isWhole && rule.left === undefined) checkComputed(report, path, rule, 'right');
  else if (isWhole && rule.right === undefined) checkComputed(report, path, rule, 'left');
  else checkUnused(report, path, rule);
  checkValues(report, path, rule);
}

/** A field on one side only: its value comes from an expression, so it can be written to that side alone. */
function checkComputed(report: Report, path: KeyPath, rule: Draft<LongFieldEntry>, side: Side): void {
  const expression = EXPRESSION_FOR[side];
  const other = opposite(side);
  const unusable = EXPRESSION_FOR[other];
  if (rule[unusable] !== undefined) {
    report.fault(
      [...path, unusable],
      `there is no field on the ${other} to write to; add \`${other}\`, or remove \`${unusable}\``,
    );
  } else if (rule[expression] === undefined) {
    report.fault(path, `has no field on the ${other}; add \`${other}\`, or compute the value by \`${expression}\``);
  }
  if (rule.direction !== undefined && rule.direction !== side) {
    report.fault(
      [...path, 'direction'],
      `is ${rule.direction}, and there is no field on the ${other}; write ${side} or leave it out`,
    );
  }
  if (rule.values !== undefined) {
    report.fault([...path, 'values'], `needs a field on both sides; remove it or add \`${other}\``);
  }
  if (rule.transition?.[other] !== undefined) {
    report.fault([...path, 'transition', other], `there is no field on the ${other}; remove it`);
  }
}

/** What is given for a side that the direction never writes. */
function checkUnused(report: Report, path: KeyPath, rule: Draft<LongFieldEntry>): void {
  for (const side of SIDES) {
    if (rule.direction === undefined || rule.direction === 'both' || rule.direction === side) continue;
    const unused = `the ${side} is never written, because \`direction\` is ${rule.direction}; remove it, or write \`direction: both\``;
    if (rule[EXPRESSION_FOR[side]] !== undefined) report.fault([...path, EXPRESSION_FOR[side]], unused);
    if (rule.transition?.[side] !== undefined) report.fault([...path, 'transition', side], unused);
  }
}

function checkValues(report: Report, path: KeyPath, rule: Draft<LongFieldEntry>): void {
  const { values } = rule;
  if (values === undefined || report.isFaulty([...path, 'values'])) return;
  const pairs = Object.entries(values);
  if (pairs.length === 0)
    report.fault([...path, 'values'], 'is empty; write a left value and its right value, or remove it');
  const tokens = { left: pairs.map(([left]) => left), right: pairs.flatMap(([, right]) => right ?? []) };
  for (const side of SIDES) {
    const known = new Set(tokens[side].flatMap((token) => token ?? []));
    for (const status of Object.keys(rule.transition?.[side] ?? {})) {
      if (known.has(status)) continue;
      const near = nearest(status, known);
      const advice =
        near === null ? `add it to \`values\`, or write one of ${[...known].join(', ')}` : `did you mean \`${near}\`?`;
      const statusPath = [...path, 'transition', side, status];
      report.fault(statusPath, `${shownValue(status, statusPath)} is not among the ${side} \`values\`; ${advice}`);
    }
  }
}
