import { type JqlContext, jqlDate, namedIssue, type Term } from '../jql/index.js';
import { type IssueRecord, projectKey, type SearchIndex, type SortedList } from '../store/index.js';

/** A stretch of one of the index's ordered lists that holds every issue the query can match. */
export interface IndexRange {
  readonly list: SortedList<IssueRecord>;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Whether two neighbours share their place in the list's order. */
  readonly isTie: (a: IssueRecord, b: IssueRecord) => boolean;
}

export type RangeName = 'keys' | 'updates' | 'creations';

/** Which list is in the order of a field. */
export const LIST_OF_FIELD: Readonly<Record<string, RangeName>> = {
  key: 'keys',
  issuekey: 'keys',
  issue: 'keys',
  id: 'keys',
  updated: 'updates',
  updateddate: 'updates',
  created: 'creations',
  createddate: 'creations',
};

/** The three ranges, narrowed by the terms that every match fulfils. */
export function indexRanges(
  index: SearchIndex,
  required: readonly Term[],
  context: JqlContext,
): Record<RangeName, IndexRange> {
  const dates = (name: RangeName, msOf: (record: IssueRecord) => number): IndexRange => {
    const list = index[name];
    let start = 0;
    let end = list.items().length;
    for (const { operator, operand, field } of required.filter(
      (term) => LIST_OF_FIELD[term.field.toLowerCase()] === name,
    )) {
      if (operator === '>' || operator === '>=') {
        const from = jqlDate(operand, context, field);
        start = Math.max(
          start,
          list.firstIndex((record) => msOf(record) >= from),
        );
      } else if (operator === '<' || operator === '<=') {
        const to = jqlDate(operand, context, field);
        end = Math.min(
          end,
          list.firstIndex((record) => msOf(record) > to),
        );
      }
    }
    return { list, start, end: Math.max(start, end), isTie: (a, b) => msOf(a) === msOf(b) };
  };
  return {
    keys: keyRange(index, required, context),
    updates: dates('updates', (record) => record.updatedMs),
    creations: dates('creations', (record) => record.createdMs),
  };
}

function keyRange({ keys: list }: SearchIndex, required: readonly Term[], context: JqlContext): IndexRange {
  let start = 0;
  let end = list.items().length;
  for (const { field, operator, operand } of required) {
    if (field.toLowerCase() === 'project' && operator === '=' && operand.kind === 'value') {
      const key = context.directory.project(operand.text)?.key;
      if (key === undefined) continue;
      start = Math.max(
        start,
        list.firstIndex((record) => projectKey(record) >= key),
      );
      end = Math.min(
        end,
        list.firstIndex((record) => projectKey(record) > key),
      );
    } else if (LIST_OF_FIELD[field.toLowerCase()] === 'keys' && (operator === '>' || operator === '>=')) {
      const border = namedIssue(operand, context, field);
      if (border === undefined) continue;
      const key = projectKey(border);
      start = Math.max(
        start,
        list.firstIndex(
          (record) => projectKey(record) > key || (projectKey(record) === key && record.number >= border.number),
        ),
      );
    }
  }
  return { list, start, end: Math.max(start, end), isTie: () => false };
}
