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

  compare(a: IssueRecord, b: IssueRecord): number {
    for (const { keyOf, isDown } of this.#terms) {
      const order = compareKeys(keyOf(a), keyOf(b));
      if (order !== 0) return isDown ? -order : order;
    }
    return a.id - b.id;
  }

  isAfter(record: IssueRecord, position: SearchPosition): boolean {
    for (const [index, { keyOf, isDown }] of this.#terms.entries()) {
      const order = compareKeys(keyOf(record), position.keys[index] ?? null);
      if (order !== 0) return isDown ? order < 0 : order > 0;
    }
    return record.id > position.id;
  }
}

/** Issues without a value come last. */
export function compareKeys(a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
