import type { Dictionary } from '../schema/dictionary.js';
import { type Row, sysIdOf } from '../store/row.js';
import type { SortedRows } from '../store/sorted-rows.js';
import type { Store } from '../store/store.js';
import type { TableStore } from '../store/table-store.js';
import { impliedBounds } from './bounds.js';
import type { Alternatives, Condition, EncodedQuery, Ordering } from './encoded-query.js';
import {
  allOf,
  anyOf,
  comparator,
  conditionPredicate,
  type Predicate,
  type QueryField,
  queryField,
  validParts,
} from './predicate.js';

export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
  /** False lets a page end the search, as `sysparm_no_count` does. */
  readonly wantsTotal: boolean;
}

export interface Selection {
  readonly rows: readonly Row[];
  /** Rows that the query finds on all pages; undefined when it was not asked for. */
  readonly total: number | undefined;
}

const EMPTY: Selection = { rows: [], total: 0 };

/** Answers a query on a table and those that extend it, by the cheapest index that helps. Without an order: by `sys_id`. */
export class Selector {
  readonly #dictionary: Dictionary;
  readonly #store: Store;

  constructor(dictionary: Dictionary, store: Store) {
    this.#dictionary = dictionary;
    this.#store = store;
  }

  /** @throws for an unknown table */
  select(table: string, query: EncodedQuery, page: PageRequest): Selection {
    const fields = new Map<string, QueryField | undefined>();
    const field = (path: string): QueryField | undefined => {
      if (!fields.has(path)) fields.set(path, queryField(this.#dictionary, this.#store, table, path));
      return fields.get(path);
    };
    const { groups, hasInvalid } = validParts(query, (path) => field(path) !== undefined);
    if (hasInvalid && this.#store.property('glide.invalid_query.returns_no_rows') === 'true') return EMPTY;
    const test = (alternatives: Alternatives): Predicate =>
      anyOf(alternatives.map((condition) => conditionPredicate(condition, field(condition.field) as QueryField)));
    const matches = anyOf(groups.map((group) => allOf(group.map(test))));
    const orderings = query.orderings.filter((ordering) => field(ordering.field) !== undefined);
    const tables = this.#store.withDescendants(table).filter((each) => each.size > 0);
    const only = groups.length === 1 ? groups[0] : undefined;

    if (tables.length === 1 && tables[0] !== undefined) {
      const found = only && rowsByValue(tables[0], only);
      if (found !== undefined) return paged([...found].filter(matches), orderings, field, page);
      const walk = sortedWalk(tables[0], orderings);
      if (walk !== undefined) return walked(walk, only, test, matches, page);
    }
    const all = tables.flatMap((each) => [...each.rows()].filter(matches));
    return paged(all, orderings, field, page);
  }
}

/** Rows that some alternatives of the group find by value alone, before the others are tested; undefined when none do. */
function rowsByValue(table: TableStore, group: readonly Alternatives[]): Set<Row> | undefined {
  for (const alternatives of group) {
    const found = alternatives.map((condition) => conditionRows(table, condition));
    if (found.every((rows) => rows !== undefined)) return new Set(found.flat());
  }
  return undefined;
}

function conditionRows(table: TableStore, { field, operator, value }: Condition): Row[] | undefined {
  const values = operator === '=' ? [value] : operator === 'IN' ? value.split(',') : [];
  if (values.length === 0 || values.includes('')) return undefined;
  if (field === 'sys_id') {
    return values.map((each) => table.get(each.toLowerCase())).filter((row) => row !== undefined);
  }
  const index = table.byValue(field);
  return index && values.flatMap((each) => [...index.get(each)]);
}

interface SortedWalk {
  readonly column: string;
  readonly rows: SortedRows;
  readonly descending: boolean;
}

/** An index that has the rows in the wanted order; ties are by `sys_id`, which may be asked for but not the other way round. */
function sortedWalk(table: TableStore, orderings: readonly Ordering[]): SortedWalk | undefined {
  const [first = { field: 'sys_id', descending: false }, second, ...more] = orderings;
  const rows = table.sortedBy(first.field);
  if (rows === undefined || more.length > 0) return undefined;
  if (second !== undefined && (second.field !== 'sys_id' || second.descending !== first.descending)) return undefined;
  return { column: first.field, rows, descending: first.descending };
}

function walked(
  walk: SortedWalk,
  group: readonly Alternatives[] | undefined,
  test: (alternatives: Alternatives) => Predicate,
  matches: Predicate,
  page: PageRequest,
): Selection {
  let from = 0;
  let to = walk.rows.size;
  const untested: Alternatives[] = [];
  for (const alternatives of group ?? []) {
    const bounds = impliedBounds(walk.column, walk.rows, alternatives);
    if (bounds !== undefined) {
      from = Math.max(from, bounds.from);
      to = Math.min(to, bounds.to);
    }
    if (bounds?.isExact !== true) untested.push(alternatives);
  }
  const size = Math.max(0, to - from);
  if (group !== undefined && untested.length === 0) {
    const first = walk.descending ? Math.max(from, to - page.offset - page.limit) : from + page.offset;
    const end = walk.descending ? to - page.offset : Math.min(to, from + page.offset + page.limit);
    return { rows: [...walk.rows.between(first, end, walk.descending)], total: size };
  }
  const accepts = group === undefined ? matches : allOf(untested.map(test));
  const rows: Row[] = [];
  let total = 0;
  for (const row of walk.rows.between(from, to, walk.descending)) {
    if (!accepts(row)) continue;
    if (total >= page.offset && rows.length < page.limit) rows.push(row);
    total += 1;
    if (!page.wantsTotal && rows.length === page.limit) return { rows, total: undefined };
  }
  return { rows, total };
}

function paged(
  rows: Row[],
  orderings: readonly Ordering[],
  field: (path: string) => QueryField | undefined,
  page: PageRequest,
): Selection {
  const steps = orderings.map((ordering) => {
    const { column, read } = field(ordering.field) as QueryField;
    const compare = comparator(column);
    const sign = ordering.descending ? -1 : 1;
    return (a: Row, b: Row): number => sign * compare(read(a).toLowerCase(), read(b).toLowerCase());
  });
  rows.sort((a, b) => {
    for (const step of steps) {
      const order = step(a, b);
      if (order !== 0) return order;
    }
    return sysIdOf(a) < sysIdOf(b) ? -1 : 1;
  });
  return { rows: rows.slice(page.offset, page.offset + page.limit), total: rows.length };
}
