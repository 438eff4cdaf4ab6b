import type { FieldDescriptor } from '../../connectors/sdk/index.js';
import { type FieldRule, opposite, SIDES, type Side } from '../definition.js';
import type { CompiledField, Conversion, Sides } from '../mapping.js';
import { buildValueTables } from './build-value-tables.js';
import { checkExpression } from './check-expression.js';
import { conversionFault } from './conversion-fault.js';
import type { Faults } from './faults.js';
import { type FieldsOfType, resolveField } from './resolve-names.js';
import type { See } from './see.js';

const EXPRESSION_TO = { left: 'toLeft', right: 'toRight' } as const;

/** Makes one row ready. Null, with its faults, when any part of it cannot work. */
export function compileField(
  rule: FieldRule,
  known: Sides<FieldsOfType>,
  path: string,
  see: See,
  faults: Faults,
): CompiledField | null {
  const resolved = (side: Side) =>
    rule[side] === null ? null : (resolveField(known[side], rule[side], `${path}.${side}`, faults) ?? FAULTY);
  const left = resolved('left');
  const right = resolved('right');
  if (left === FAULTY || right === FAULTY) return null;
  const sides = { left, right };
  const tables =
    rule.values === null || left === null || right === null
      ? { left: null, right: null }
      : (buildValueTables(rule.values, { left, right }, `${path}.values`, faults) ?? FAULTY);
  const conversions: Record<Side, Conversion | null | typeof FAULTY> = { left: null, right: null };
  for (const side of SIDES) {
    const isWritten = sides[side] !== null && (rule.direction === 'both' || rule.direction === side);
    const isComputable = sides[opposite(side)] !== null || rule[EXPRESSION_TO[side]] !== null;
    if (isWritten && isComputable) {
      conversions[side] = compileConversion({ rule, sides, known, tables, path, side }, see, faults);
    }
  }
  const to = conversions;
  if (tables === FAULTY || to.left === FAULTY || to.right === FAULTY) return null;
  if (to.left === null && to.right === null) {
    faults.add(
      path,
      'nothing is written by this row: it needs a field on both sides, or an expression for the one it has',
    );
    return null;
  }
  return { id: rule.id, rule, left, right, to: { left: to.left, right: to.right } };
}

const FAULTY = Symbol('faulty');

interface Row {
  readonly rule: FieldRule;
  readonly sides: Sides<FieldDescriptor | null>;
  readonly known: Sides<FieldsOfType>;
  readonly tables: Sides<Conversion['table']> | typeof FAULTY;
  readonly path: string;
  /** The side that is written. */
  readonly side: Side;
}

function compileConversion(row: Row, see: See, faults: Faults): Conversion | typeof FAULTY {
  const { rule, sides, known, tables, path, side } = row;
  const [source, target] = [sides[opposite(side)], sides[side]];
  if (target === null) return FAULTY;
  if (!target.onCreate && !target.onUpdate) {
    const other = opposite(side);
    const fix = rule.direction === 'both' && source !== null ? `direction: ${other}` : null;
    faults.add(
      `${path}.${side}`,
      `${target.name} is read-only on this side${fix === null ? '' : `; write \`${fix}\``}`,
      fix,
    );
    return FAULTY;
  }
  const written = rule[EXPRESSION_TO[side]];
  if (written !== null) {
    const expression = checkExpression(written, known[opposite(side)], `${path}.${EXPRESSION_TO[side]}`, faults);
    if (expression === null) return FAULTY;
    see(opposite(side), expression.fields);
    return { source, target, expression, table: null };
  }
  if (source === null || tables === FAULTY) return FAULTY;
  const table = tables[side];
  const fault = table === null ? conversionFault(source, target) : null;
  if (fault !== null) {
    faults.add(path, `${fault}; say how by \`${EXPRESSION_TO[side]}\``, EXPRESSION_TO[side]);
    return FAULTY;
  }
  return { source, target, expression: null, table };
}
