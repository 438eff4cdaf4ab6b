import type { Dictionary } from '../schema/dictionary.js';
import { cellOf, type Row } from './row.js';
import { TableStore } from './table-store.js';

/**
 * All rows of the instance. A row of `incident` is kept in `incident` alone; asking for `task` looks into the tables
 * that extend it as well.
 */
export class Store {
  readonly #dictionary: Dictionary;
  readonly #tables: ReadonlyMap<string, TableStore>;

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
    this.#tables = new Map(dictionary.definitions().map((definition) => [definition.name, new TableStore(definition)]));
  }

  /** @throws for a table that the instance does not have */
  table(name: string): TableStore {
    const table = this.#tables.get(name);
    if (table === undefined) throw new Error(`the instance has no table ${name}`);
    return table;
  }

  has(name: string): boolean {
    return this.#tables.has(name);
  }

  /** The table and those that extend it. */
  withDescendants(name: string): TableStore[] {
    return [name, ...this.#dictionary.descendants(name)].map((each) => this.table(each));
  }

  /** A row by id; the table may be one that the row's own table extends. */
  find(table: string, sysId: string): { readonly table: TableStore; readonly row: Row } | undefined {
    if (!this.has(table)) return undefined;
    for (const each of this.withDescendants(table)) {
      const row = each.get(sysId);
      if (row !== undefined) return { table: each, row };
    }
    return undefined;
  }

  /** The first row with a value in a column that the table is `foundBy`. */
  findBy(table: string, column: string, value: string): Row | undefined {
    if (!this.has(table)) return undefined;
    for (const row of this.table(table).byValue(column)?.get(value) ?? []) return row;
    return undefined;
  }

  /** What the platform shows for a reference to the row. */
  displayOf(table: string, sysId: string): string {
    const found = this.find(table, sysId);
    return found === undefined ? '' : cellOf(found.row, found.table.definition.display);
  }

  /** A system property; '' when it is not set. */
  property(name: string): string {
    const row = this.findBy('sys_properties', 'name', name);
    return row === undefined ? '' : cellOf(row, 'value');
  }
}
