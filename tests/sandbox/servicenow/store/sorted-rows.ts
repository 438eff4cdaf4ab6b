import { cellOf, type Row, sysIdOf } from './row.js';

/** More rows than this at once are sorted together; fewer are put in their places one by one. */
const FEW = 64;

/** A chunk is split when it grows beyond this: inserting moves no more memory than this. */
const CHUNK_SIZE = 512;

/**
 * The rows of a table in the order of one column, then of `sys_id`. Chunks and not a tree, because a page needs the
 * rank of its first row and the count of what follows, and adding up the sizes of some hundred chunks gives both. New
 * rows wait unsorted until somebody reads, so that a bulk load sorts once.
 */
export class SortedRows {
  readonly #column: string;
  #chunks: Row[][] = [];
  #waiting: Row[] = [];
  #size = 0;

  constructor(column: string) {
    this.#column = column;
  }

  get size(): number {
    return this.#size;
  }

  add(row: Row): void {
    this.#waiting.push(row);
    this.#size += 1;
  }

  /** Takes out a row that still has the column value it was added with. */
  delete(row: Row): void {
    this.#settle();
    const at = this.#chunkOf(cellOf(row, this.#column), sysIdOf(row));
    const chunk = this.#chunks[at];
    const index = chunk === undefined ? -1 : this.#indexIn(chunk, cellOf(row, this.#column), sysIdOf(row));
    if (chunk?.[index] !== row) throw new Error(`a row is not where its ${this.#column} says`);
    chunk.splice(index, 1);
    if (chunk.length === 0) this.#chunks.splice(at, 1);
    this.#size -= 1;
  }

  /** The number of rows whose value is less than `value`, or, with `orEqual`, not greater. */
  rank(value: string, orEqual = false): number {
    this.#settle();
    const sysId = orEqual ? '\uffff' : '';
    const at = this.#chunkOf(value, sysId);
    let rank = 0;
    for (let index = 0; index < at; index += 1) rank += this.#chunks[index]?.length ?? 0;
    const chunk = this.#chunks[at];
    return chunk === undefined ? rank : rank + this.#indexIn(chunk, value, sysId);
  }

  /** The rows from one rank to another (exclusive), in order or, with `descending`, from the last to the first. */
  *between(from: number, to: number, descending = false): Generator<Row> {
    this.#settle();
    const order = [...this.#chunks.keys()];
    if (descending) order.reverse();
    let left = descending ? this.#size : 0;
    for (const at of order) {
      const chunk = this.#chunks[at] as Row[];
      const start = descending ? left - chunk.length : left;
      left = descending ? start : start + chunk.length;
      const first = Math.max(from - start, 0);
      const end = Math.min(to - start, chunk.length);
      if (descending) for (let index = end - 1; index >= first; index -= 1) yield chunk[index] as Row;
      else for (let index = first; index < end; index += 1) yield chunk[index] as Row;
    }
  }

  #isBefore(row: Row, value: string, sysId: string): boolean {
    const own = cellOf(row, this.#column);
    return own === value ? sysIdOf(row) < sysId : own < value;
  }

  /** The first chunk whose last row is not before the place; the number of chunks when all rows are before it. */
  #chunkOf(value: string, sysId: string): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#isBefore(this.#chunks[middle]?.at(-1) as Row, value, sysId)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #indexIn(chunk: readonly Row[], value: string, sysId: string): number {
    let low = 0;
    let high = chunk.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#isBefore(chunk[middle] as Row, value, sysId)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #settle(): void {
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length <= FEW) {
      for (const row of waiting) this.#insert(row);
      return;
    }
    const all = this.#chunks.flat().concat(waiting);
    all.sort((a, b) => (this.#isBefore(a, cellOf(b, this.#column), sysIdOf(b)) ? -1 : 1));
    this.#chunks = [];
    for (let start = 0; start < all.length; start += CHUNK_SIZE)
      this.#chunks.push(all.slice(start, start + CHUNK_SIZE));
  }

  #insert(row: Row): void {
    const value = cellOf(row, this.#column);
    const at = Math.min(this.#chunkOf(value, sysIdOf(row)), this.#chunks.length - 1);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push([row]);
      return;
    }
    chunk.splice(this.#indexIn(chunk, value, sysIdOf(row)), 0, row);
    if (chunk.length > CHUNK_SIZE) this.#chunks.splice(at + 1, 0, chunk.splice(chunk.length >>> 1));
  }
}
