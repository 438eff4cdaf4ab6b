import type { Column } from '../schema/column.js';
import type { Dictionary } from '../schema/dictionary.js';
import { cellOf, type Row } from '../store/row.js';
import type { Store } from '../store/store.js';
import { fromWireTime } from '../wire-time.js';
import type { Choices } from './choices.js';
import { inZone, type Journal } from './journal.js';

/** What people see of stored values. */
export class DisplayValues {
  readonly #dictionary: Dictionary;
  readonly #store: Store;
  readonly #choices: Choices;
  readonly #journal: Journal;

  constructor(parts: { dictionary: Dictionary; store: Store; choices: Choices; journal: Journal }) {
    this.#dictionary = parts.dictionary;
    this.#store = parts.store;
    this.#choices = parts.choices;
    this.#journal = parts.journal;
  }

  /** The display value of a column of a row of `table`, in the reader's time zone. */
  of(table: string, row: Row, column: Column, timeZone: string): string {
    if (column.type === 'journal_input' || column.type === 'journal_list') {
      return this.#journal.shown(row, column, this.#dictionary.columns(table), timeZone);
    }
    const value = cellOf(row, column.element);
    if (value === '') return '';
    if (column.hasChoices) return this.#choices.label(table, column.element, value);
    switch (column.type) {
      case 'reference':
        return this.#named(column.reference ?? '', value);
      case 'glide_list':
        return value
          .split(',')
          .map((each) => this.#named(column.reference ?? '', each))
          .join(', ');
      case 'glide_date_time':
        return inZone(value, timeZone);
      case 'glide_duration':
        return spelledDuration(value);
      case 'integer':
        return Number(value).toLocaleString('en-US');
      case 'sys_class_name':
        return this.#dictionary.definition(value)?.label ?? value;
      default:
        return value;
    }
  }

  #named(table: string, value: string): string {
    return (this.#store.has(table) && this.#store.displayOf(table, value)) || value;
  }
}

/** `1970-01-02 04:23:17`, a duration as time since 1970, is shown as `1 Day 4 Hours 23 Minutes`. */
function spelledDuration(value: string): string {
  const at = fromWireTime(value);
  if (at === undefined) return value;
  const minutes = Math.floor(at.getTime() / 60_000);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(minutes / 1440), 'Day'],
    [Math.floor(minutes / 60) % 24, 'Hour'],
    [minutes % 60, 'Minute'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`)
    .join(' ');
}
