import type { SortedRows } from '../store/sorted-rows.js';
import type { Alternatives, Condition } from './encoded-query.js';

/** A stretch of `SortedRows`: the place of its first row, and of the first row after it. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** The bounds that alternatives set on a column, and whether they say all that the alternatives say. */
export interface ImpliedBounds extends Bounds {
  readonly isExact: boolean;
}

/**
 * What alternatives on one column say about the order: `sys_updated_on>A^ORsys_updated_on=A^sys_id>B` begins at A.
 * The hull of several stretches may hold more than they do, so they still have to be tested.
 *
 * @returns undefined when one alternative speaks of another column or sets no bound
 */
export function impliedBounds(column: string, rows: SortedRows, alternatives: Alternatives): ImpliedBounds | undefined {
  const each = alternatives.map((condition) => conditionBounds(column, rows, condition));
  if (each.length === 0 || each.some((bounds) => bounds === undefined)) return undefined;
  const known = each as Bounds[];
  return {
    from: Math.min(...known.map((bounds) => bounds.from)),
    to: Math.max(...known.map((bounds) => bounds.to)),
    isExact: known.length === 1,
  };
}

function conditionBounds(column: string, rows: SortedRows, condition: Condition): Bounds | undefined {
  if (condition.field !== column || condition.value === '') return undefined;
  const { operator, value } = condition;
  switch (operator) {
    case '=':
      return { from: rows.rank(value), to: rows.rank(value, true) };
    case '>':
      return { from: rows.rank(value, true), to: rows.size };
    case '>=':
      return { from: rows.rank(value), to: rows.size };
    case '<':
      return { from: 0, to: rows.rank(value) };
    case '<=':
      return { from: 0, to: rows.rank(value, true) };
    default:
      return undefined;
  }
}
