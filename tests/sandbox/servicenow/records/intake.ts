import { DateTime } from 'luxon';
import type { Column } from '../schema/column.js';
import type { Dictionary } from '../schema/dictionary.js';
import { sysIdOf } from '../store/row.js';
import type { Store } from '../store/store.js';
import { isSysId } from '../sys-id.js';
import { fromWireTime, toWireTime } from '../wire-time.js';
import type { Choices } from './choices.js';
import type { JournalEntry } from './journal.js';

/** Field values as a request or a person gives them. */
export type RecordInput = Readonly<Record<string, unknown>>;

export interface IntakeOptions {
  /** `sysparm_input_display_value`: labels, names and times of the writer's zone instead of stored values. */
  readonly asDisplayValues?: boolean;
  readonly timeZone: string;
  /** A field for which this says no is left out without a word. */
  readonly mayWrite?: (element: string) => boolean;
  /** The platform stores line breaks as CR LF. */
  readonly carriageReturns?: boolean;
}

/** What of an input the platform takes. */
export interface Intake {
  /** Column to value; '' empties the column. */
  readonly values: Readonly<Record<string, string>>;
  readonly journal: readonly JournalEntry[];
}

/** Reads input by the types of a table's columns. Unknown, read-only and unreadable fields are dropped, never refused. */
export class IntakeReader {
  readonly #dictionary: Dictionary;
  readonly #store: Store;
  readonly #choices: Choices;

  constructor(parts: { dictionary: Dictionary; store: Store; choices: Choices }) {
    this.#dictionary = parts.dictionary;
    this.#store = parts.store;
    this.#choices = parts.choices;
  }

  read(table: string, input: RecordInput, options: IntakeOptions): Intake {
    const values: Record<string, string> = {};
    const journal: JournalEntry[] = [];
    for (const [element, given] of Object.entries(input)) {
      const column = this.#dictionary.column(table, element);
      if (column === undefined || column.isReadOnly || column.type === 'journal_list') continue;
      if (options.mayWrite?.(element) === false) continue;
      const written = asText(given);
      if (column.type === 'journal_input') {
        if (written !== '') journal.push({ element, text: lines(written, options) });
        continue;
      }
      const value = written === '' ? '' : this.#stored(table, column, written, options);
      if (value !== undefined) values[element] = value;
    }
    return { values, journal };
  }

  #stored(table: string, column: Column, written: string, options: IntakeOptions): string | undefined {
    if (column.type === 'integer') {
      const value = options.asDisplayValues ? this.#choices.value(table, column.element, written) : written;
      const number = Math.trunc(Number(value));
      return Number.isFinite(number) ? String(number) : undefined;
    }
    if (column.hasChoices && options.asDisplayValues) return this.#choices.value(table, column.element, written);
    switch (column.type) {
      case 'boolean':
        return ['true', '1', 'yes'].includes(written.toLowerCase()) ? 'true' : 'false';
      case 'reference':
        return this.#referenced(column.reference ?? '', written);
      case 'glide_date':
        return /^\d{4}-\d{2}-\d{2}/.exec(written)?.[0];
      case 'glide_date_time':
        return storedTime(written, options);
      case 'string':
      case 'html':
        return lines(written, options).slice(0, column.maxLength);
      default:
        return written.slice(0, column.maxLength);
    }
  }

  /**
   * A `sys_id` is stored as it is. A name is looked up as user name or display value, which the platform does too; one
   * that names nothing leaves the field as it was.
   */
  #referenced(table: string, written: string): string | undefined {
    if (isSysId(written) || !this.#store.has(table)) return written;
    const { display } = this.#store.table(table).definition;
    const found = this.#store.findBy(table, 'user_name', written) ?? this.#store.findBy(table, display, written);
    return found && sysIdOf(found);
  }
}

function asText(given: unknown): string {
  if (given === null || given === undefined) return '';
  if (Array.isArray(given)) return given.map(asText).join(',');
  if (typeof given === 'object') return asText('value' in given ? given.value : undefined);
  return String(given);
}

function lines(written: string, options: IntakeOptions): string {
  return options.carriageReturns ? written.replace(/\r?\n/g, '\r\n') : written;
}

function storedTime(written: string, options: IntakeOptions): string | undefined {
  if (fromWireTime(written) === undefined) return undefined;
  if (!options.asDisplayValues) return written;
  return toWireTime(DateTime.fromSQL(written, { zone: options.timeZone }).toJSDate());
}
