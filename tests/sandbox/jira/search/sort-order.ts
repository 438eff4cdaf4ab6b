import type { SortKey, SortTerm } from '../jql/index.js';
import type { IssueRecord } from '../store/index.js';

/** Where a page ended: the sort keys of its last issue. Pages go on after it whatever has moved in between. */
export interface SearchPosition {
  readonly keys: readonly SortKey[];
  readonly id: number;
}

/** Compares by the query's sort terms and, where they leave a tie, by id. */
export class SortOrder {
  readonly #terms: readonly SortTerm[];

  constructor(terms: readonly SortTerm[]) {
    this.#terms = terms;
  }

  positionOf(record: IssueRecord): SearchPosition {
    return { keys: this.#terms.map(({ keyOf }) => keyOf(record)), id: record.id };
  }

  /** The records in order; sorts in place. */
  sort(records: IssueRecord[]): IssueRecord[] {
    // Keys are made once for each record, not for each comparison.
    const keyed = records.map((record) => ({ record, position: this.positionOf(record) }));
    keyed.sort((a, b) => this.#compare(a.position, b.position));
    for (const [index, { record }] of keyed.entries()) records[index] = record;
    return records;
  }

  isAfter(record: IssueRecord, position: SearchPosition): boolean {
    return this.#compare(this.positionOf(record), position) > 0;
  }

  #compare(a: SearchPosition, b: SearchPosition): number {
    for (const [index, { isDown }] of this.#terms.entries()) {
      const order = compareKeys(a.keys[index] ?? null, b.keys[index] ?? null);
      if (order !== 0) return isDown ? -order : order;
    }
    return a.id - b.id;
  }
}

/** Issues without a value come last. */
export function compareKeys(a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
