import type { Column, ColumnType } from '../schema/column.js';
import type { Dictionary } from '../schema/dictionary.js';
import { cellOf, type Row } from '../store/row.js';
import type { Store } from '../store/store.js';
import type { Alternatives, Condition, EncodedQuery } from './encoded-query.js';

export type Predicate = (row: Row) => boolean;
export type ReadField = (row: Row) => string;

/** Where a field of a query is found: in the row, or one reference away. */
export interface QueryField {
  readonly column: Column;
  readonly read: ReadField;
}

/** @returns undefined for a field that the table does not have */
export function queryField(dictionary: Dictionary, store: Store, table: string, path: string): QueryField | undefined {
  const [first = '', second, ...more] = path.split('.');
  const column = dictionary.column(table, first);
  if (column === undefined || more.length > 0) return undefined;
  // The dictionary's own string and not a piece of the query: looking up the latter is thirty times slower.
  const { element } = column;
  if (second === undefined) return { column, read: (row) => cellOf(row, element) };
  const target = column.reference;
  if (target === undefined || !store.has(target)) return undefined;
  const far = dictionary.column(target, second);
  if (far === undefined) return undefined;
  return {
    column: far,
    read: (row) => {
      const found = store.find(target, cellOf(row, element));
      return found === undefined ? '' : cellOf(found.row, far.element);
    },
  };
}

/**
 * What of a query has a meaning on a table. A condition on a field that the table does not have is dropped, which
 * finds more rows and not fewer: the platform's default (`glide.invalid_query.returns_no_rows` = false).
 */
export function validParts(
  query: EncodedQuery,
  isField: (path: string) => boolean,
): { readonly groups: readonly (readonly Alternatives[])[]; readonly hasInvalid: boolean } {
  let hasInvalid = query.malformed.length > 0;
  const groups = query.groups.map((group) =>
    group
      .map((alternatives) => {
        const valid = alternatives.filter((condition) => isField(condition.field));
        hasInvalid ||= valid.length < alternatives.length;
        return valid;
      })
      .filter((alternatives) => alternatives.length > 0),
  );
  return { groups, hasInvalid };
}

/** Types whose values are the same in lower case. */
const CASELESS: readonly ColumnType[] = ['GUID', 'boolean', 'glide_date', 'glide_date_time', 'integer', 'reference'];

/** A test for one condition; text is compared without case, numbers as numbers. */
export function conditionPredicate(condition: Condition, field: QueryField): Predicate {
  const { read } = field;
  const wanted = condition.value.toLowerCase();
  const own = CASELESS.includes(field.column.type) ? read : (row: Row): string => read(row).toLowerCase();
  switch (condition.operator) {
    case '=':
      return (row) => own(row) === wanted;
    case '!=':
      return (row) => own(row) !== wanted;
    case 'IN': {
      const values = new Set(wanted.split(','));
      return (row) => values.has(own(row));
    }
    case 'NOT IN': {
      const values = new Set(wanted.split(','));
      return (row) => !values.has(own(row));
    }
    case 'STARTSWITH':
      return (row) => own(row).startsWith(wanted);
    case 'ENDSWITH':
      return (row) => own(row).endsWith(wanted);
    case 'CONTAINS':
      return (row) => own(row).includes(wanted);
    case 'NOT CONTAINS':
      return (row) => !own(row).includes(wanted);
    case 'ISEMPTY':
      return (row) => read(row) === '';
    case 'ISNOTEMPTY':
      return (row) => read(row) !== '';
    case 'ANYTHING':
      return () => true;
    case 'BETWEEN': {
      const [low = '', high = ''] = wanted.split('@');
      const compare = comparator(field.column);
      return (row) => read(row) !== '' && compare(own(row), low) >= 0 && compare(own(row), high) <= 0;
    }
    default:
      return rangePredicate(condition.operator, wanted, own, comparator(field.column));
  }
}

function rangePredicate(
  operator: '<' | '<=' | '>' | '>=',
  wanted: string,
  own: ReadField,
  compare: (a: string, b: string) => number,
): Predicate {
  const holds: Record<typeof operator, (order: number) => boolean> = {
    '<': (order) => order < 0,
    '<=': (order) => order <= 0,
    '>': (order) => order > 0,
    '>=': (order) => order >= 0,
  };
  const test = holds[operator];
  return (row) => {
    const value = own(row);
    // An empty column is NULL in the database, which is neither less nor greater than anything.
    return value !== '' && test(compare(value, wanted));
  };
}

/** How two values of a column are ordered. */
export function comparator(column: Column): (a: string, b: string) => number {
  if (column.type === 'integer') return (a, b) => Number(a) - Number(b);
  return (a, b) => (a < b ? -1 : a > b ? 1 : 0);
}

export function allOf(predicates: readonly Predicate[]): Predicate {
  if (predicates.length === 1) return predicates[0] as Predicate;
  return (row) => predicates.every((predicate) => predicate(row));
}

export function anyOf(predicates: readonly Predicate[]): Predicate {
  if (predicates.length === 1) return predicates[0] as Predicate;
  return (row) => predicates.some((predicate) => predicate(row));
}
