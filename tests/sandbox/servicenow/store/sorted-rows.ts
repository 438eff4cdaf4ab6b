import { cellOf, type Row, sysIdOf } from './row.js';

/** Rows that came since the last read are few enough to be put in their places one by one. */
const FEW = 64;

interface Entry {
  readonly key: string;
  readonly row: Row;
}

/**
 * The rows of a table in the order of one column, then of `sys_id`. Arrays and not a tree, because a page needs the
 * rank of its first row and the count of what follows, and both are a subtraction here. New rows wait unsorted until
 * somebody reads, so that a bulk load sorts once.
 */
export class SortedRows {
  readonly #column: string;
  #sorted: Entry[] = [];
  #waiting: Entry[] = [];

  constructor(column: string) {
    this.#column = column;
  }

  add(row: Row): void {
    this.#waiting.push({ key: this.#keyOf(row), row });
  }

  /** Takes out a row that still has the column value it was added with. */
  delete(row: Row): void {
    this.#settle();
    const index = this.#indexOf(this.#keyOf(row));
    if (this.#sorted[index]?.row === row) this.#sorted.splice(index, 1);
  }

  get size(): number {
    return this.#sorted.length + this.#waiting.length;
  }

  /** The number of rows whose value is less than `value`, or, with `orEqual`, not greater. */
  rank(value: string, orEqual = false): number {
    this.#settle();
    return this.#indexOf(orEqual ? `${value}\u0001` : value);
  }

  /** The row at a place, counted from 0 in ascending order. */
  at(index: number): Row | undefined {
    this.#settle();
    return this.#sorted[index]?.row;
  }

  #keyOf(row: Row): string {
    return `${cellOf(row, this.#column)}\u0000${sysIdOf(row)}`;
  }

  #indexOf(key: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] as Entry).key < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #settle(): void {
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length > FEW) {
      this.#sorted = this.#sorted.concat(waiting).sort((a, b) => (a.key < b.key ? -1 : 1));
      return;
    }
    for (const entry of waiting) this.#sorted.splice(this.#indexOf(entry.key), 0, entry);
  }
}
