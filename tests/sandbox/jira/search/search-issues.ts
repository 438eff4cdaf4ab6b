import type { CompiledQuery, JqlContext, SortTerm } from '../jql/index.js';
import type { IssueRecord } from '../store/index.js';
import { type IndexRange, indexRanges, LIST_OF_FIELD } from './index-range.js';
import { compareKeys, type SearchPosition, SortOrder } from './sort-order.js';

/** A range this many times longer than the shortest one is still walked: it needs no sorting. */
const WORTH_WALKING = 8;

export interface SearchRequest {
  readonly query: CompiledQuery;
  readonly context: JqlContext;
  /** Most issues to return. */
  readonly limit: number;
  readonly after?: SearchPosition;
  /** Issues to take from the store rather than from the index, which may lag. */
  readonly reconciled: ReadonlySet<number>;
}

export interface SearchPage {
  readonly records: readonly IssueRecord[];
  /** Where the next page goes on; undefined on the last one. */
  readonly end?: SearchPosition;
}

/** One page of what the index shows, as the query orders it. */
export function searchIssues({ query, context, limit, after, reconciled }: SearchRequest): SearchPage {
  const terms = query.sort.length > 0 ? query.sort : [newestFirst];
  const order = new SortOrder(terms);
  const isWanted = (record: IssueRecord) => context.visibleProjectIds.has(record.projectId) && query.matches(record);
  const isFound = (record: IssueRecord) => !reconciled.has(record.id) && isWanted(record);
  const ranges = indexRanges(context.store.index, query.required, context);
  const shortest = Object.values(ranges).reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
  const first = terms[0] as SortTerm;
  const ordered = ranges[LIST_OF_FIELD[first.field] ?? 'keys'];
  const isWalk =
    first.field in LIST_OF_FIELD &&
    ordered.end - ordered.start <= WORTH_WALKING * (shortest.end - shortest.start) + limit;
  const found = isWalk
    ? walk(ordered, { first, order, limit, after, isFound })
    : filter(shortest, (record) => isFound(record) && (after === undefined || order.isAfter(record, after)));
  const fresh = [...reconciled]
    .flatMap((id) => context.store.get(id) ?? [])
    .filter((record) => isWanted(record) && (after === undefined || order.isAfter(record, after)));
  const all = isWalk && fresh.length === 0 ? found : order.sort([...found, ...fresh]);
  const records = all.slice(0, limit);
  const last = records.at(-1);
  return all.length > limit && last !== undefined ? { records, end: order.positionOf(last) } : { records };
}

/** How many issues match, of those the account sees. */
export function countIssues(query: CompiledQuery, context: JqlContext): number {
  const ranges = Object.values(indexRanges(context.store.index, query.required, context));
  const shortest = ranges.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
  return filter(shortest, (record) => context.visibleProjectIds.has(record.projectId) && query.matches(record)).length;
}

const newestFirst: SortTerm = { field: 'created', isDown: true, keyOf: (record) => record.createdMs };

interface Walk {
  readonly first: SortTerm;
  readonly order: SortOrder;
  readonly limit: number;
  readonly after: SearchPosition | undefined;
  readonly isFound: (record: IssueRecord) => boolean;
}

/** Reads a list in its own order, from the position on, until a page is full and the last tie is complete. */
function walk(range: IndexRange, { first, order, limit, after, isFound }: Walk): IssueRecord[] {
  const items = range.list.items();
  const step = first.isDown ? -1 : 1;
  const found: IssueRecord[] = [];
  let hasTie = false;
  for (let at = startOf(range, first, after); at >= range.start && at < range.end; at += step) {
    const record = items[at] as IssueRecord;
    const last = found.at(-1);
    const isTie = last !== undefined && range.isTie(last, record);
    if (found.length > limit && !isTie) break;
    if (!isFound(record) || (after !== undefined && !order.isAfter(record, after))) continue;
    hasTie ||= isTie;
    found.push(record);
  }
  return hasTie ? order.sort(found) : found;
}

function startOf(range: IndexRange, first: SortTerm, after: SearchPosition | undefined): number {
  if (after === undefined) return first.isDown ? range.end - 1 : range.start;
  const key = after.keys[0] ?? null;
  if (first.isDown)
    return (
      Math.min(
        range.end,
        range.list.firstIndex((record) => compareKeys(first.keyOf(record), key) > 0),
      ) - 1
    );
  return Math.max(
    range.start,
    range.list.firstIndex((record) => compareKeys(first.keyOf(record), key) >= 0),
  );
}

function filter(range: IndexRange, isFound: (record: IssueRecord) => boolean): IssueRecord[] {
  const items = range.list.items();
  const found: IssueRecord[] = [];
  for (let at = range.start; at < range.end; at += 1) {
    const record = items[at] as IssueRecord;
    if (isFound(record)) found.push(record);
  }
  return found;
}
