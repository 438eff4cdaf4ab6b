import type { TableDefinition } from '../schema/table.js';
import { type Row, sysIdOf } from './row.js';
import { RowsByValue } from './rows-by-value.js';
import { SortedRows } from './sorted-rows.js';

/** The rows of one table, with its indexes. Rows are changed through `update` only, or the indexes go wrong. */
export class TableStore {
  readonly definition: TableDefinition;
  readonly #rows = new Map<string, Row>();
  readonly #byValue: ReadonlyMap<string, RowsByValue>;
  readonly #sorted: ReadonlyMap<string, SortedRows>;
  #version = 0;

  constructor(definition: TableDefinition) {
    this.definition = definition;
    this.#byValue = new Map((definition.foundBy ?? []).map((column) => [column, new RowsByValue(column)]));
    const ordered = ['sys_id', ...(definition.isAppendOnly ? [] : ['sys_updated_on']), ...(definition.pagedBy ?? [])];
    this.#sorted = new Map(ordered.map((column) => [column, new SortedRows(column)]));
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Grows with every insert, update and delete, so that what is derived from the rows knows when it is stale. */
  get version(): number {
    return this.#version;
  }

  get(sysId: string): Row | undefined {
    return this.#rows.get(sysId);
  }

  rows(): IterableIterator<Row> {
    return this.#rows.values();
  }

  byValue(column: string): RowsByValue | undefined {
    return this.#byValue.get(column);
  }

  sortedBy(column: string): SortedRows | undefined {
    return this.#sorted.get(column);
  }

  /** @throws when the table has a row with this `sys_id` already */
  insert(row: Row): void {
    const sysId = sysIdOf(row);
    if (sysId === '' || this.#rows.has(sysId)) {
      throw new Error(`${this.definition.name} cannot take a row with sys_id "${sysId}"`);
    }
    this.#version += 1;
    this.#rows.set(sysId, row);
    for (const index of this.#byValue.values()) index.add(row);
    for (const index of this.#sorted.values()) index.add(row);
  }

  /** Sets the given columns. */
  update(row: Row, values: Readonly<Record<string, string>>): void {
    this.#version += 1;
    const touched = [...this.#indexesOf(values)];
    for (const index of touched) index.delete(row);
    Object.assign(row, values);
    for (const index of touched) index.add(row);
  }

  delete(row: Row): void {
    this.#version += 1;
    this.#rows.delete(sysIdOf(row));
    for (const index of this.#byValue.values()) index.delete(row);
    for (const index of this.#sorted.values()) index.delete(row);
  }

  *#indexesOf(values: Readonly<Record<string, string>>): Iterable<RowsByValue | SortedRows> {
    for (const column of Object.keys(values)) {
      const byValue = this.#byValue.get(column);
      if (byValue !== undefined) yield byValue;
      const sorted = this.#sorted.get(column);
      if (sorted !== undefined) yield sorted;
    }
  }
}
