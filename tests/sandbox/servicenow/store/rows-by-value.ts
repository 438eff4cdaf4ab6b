import { cellOf, type Row } from './row.js';

/** The rows of a table by the value of one column. Case does not count, as in the platform's database. */
export class RowsByValue {
  readonly #column: string;
  readonly #rows = new Map<string, Set<Row>>();

  constructor(column: string) {
    this.#column = column;
  }

  add(row: Row): void {
    const value = cellOf(row, this.#column).toLowerCase();
    if (value === '') return;
    const found = this.#rows.get(value);
    if (found === undefined) this.#rows.set(value, new Set([row]));
    else found.add(row);
  }

  delete(row: Row): void {
    const value = cellOf(row, this.#column).toLowerCase();
    const found = this.#rows.get(value);
    if (found?.delete(row) && found.size === 0) this.#rows.delete(value);
  }

  /** Rows with the value; never those where it is empty, which are not kept here. */
  get(value: string): Iterable<Row> {
    return this.#rows.get(value.toLowerCase()) ?? [];
  }
}
