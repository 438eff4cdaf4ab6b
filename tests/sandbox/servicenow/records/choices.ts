import type { Dictionary } from '../schema/dictionary.js';
import { cellOf } from '../store/row.js';
import type { Store } from '../store/store.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The active choices of columns, read from `sys_choice`. */
export class Choices {
  readonly #dictionary: Dictionary;
  readonly #store: Store;
  readonly #lists = new Map<string, readonly Choice[]>();
  #version = -1;

  constructor(dictionary: Dictionary, store: Store) {
    this.#dictionary = dictionary;
    this.#store = store;
  }

  /** The list of the nearest table of the lineage that has one: `incident` may replace what `task` lists. */
  of(table: string, element: string): readonly Choice[] {
    const rows = this.#store.table('sys_choice');
    if (rows.version !== this.#version) {
      this.#lists.clear();
      this.#version = rows.version;
    }
    const key = `${table}.${element}`;
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    let list: Choice[] = [];
    for (const name of this.#dictionary.lineage(table)) {
      list = this.#listed(name, element);
      if (list.length > 0) break;
    }
    this.#lists.set(key, list);
    return list;
  }

  /** The label of a value; the value itself when no choice lists it, as the platform shows it. */
  label(table: string, element: string, value: string): string {
    return this.of(table, element).find((choice) => choice.value === value)?.label ?? value;
  }

  /** The value of a label; the text itself when no choice has that label. */
  value(table: string, element: string, label: string): string {
    const wanted = label.toLowerCase();
    return this.of(table, element).find((choice) => choice.label.toLowerCase() === wanted)?.value ?? label;
  }

  has(table: string, element: string, value: string): boolean {
    return this.of(table, element).some((choice) => choice.value === value);
  }

  #listed(table: string, element: string): Choice[] {
    const found = [...(this.#store.table('sys_choice').byValue('element')?.get(element) ?? [])];
    return found
      .filter((row) => cellOf(row, 'name') === table && cellOf(row, 'inactive') !== 'true')
      .sort((a, b) => Number(cellOf(a, 'sequence')) - Number(cellOf(b, 'sequence')))
      .map((row) => ({ value: cellOf(row, 'value'), label: cellOf(row, 'label') }));
  }
}
