import type { Accounts } from './api/accounts.js';
import { columnRow } from './instance/dictionary-rows.js';
import { addRow } from './instance/first-rows.js';
import type { Instance } from './instance/instance.js';
import type { Actor } from './records/actor.js';
import type { RecordInput } from './records/intake.js';
import type { WriteRules } from './records/records.js';
import type { Column } from './schema/column.js';
import { cellOf, type Row, sysIdOf } from './store/row.js';
import type { TableStore } from './store/table-store.js';

/** Who does it, by user name; `admin` when nobody is named. */
export interface ByWhom {
  readonly as?: string;
}

/** A record as it was when it was asked for. */
export type RecordSnapshot = Readonly<Record<string, string>>;

/**
 * What people do in the instance's own pages: no HTTP, no access rules, no data policy, no counted calls. Records are
 * named by `sys_id` or by number. Every method throws an Error when what it names is not there.
 */
export class People {
  readonly #instance: Instance;
  readonly #accounts: Accounts;
  readonly #before: () => WriteRules;

  /** @param before called ahead of every deed; answers how the instance treats writes just now */
  constructor(instance: Instance, accounts: Accounts, before: () => WriteRules) {
    this.#instance = instance;
    this.#accounts = accounts;
    this.#before = before;
  }

  create(table: string, values: RecordInput, by: ByWhom = {}): RecordSnapshot {
    const rules = this.#before();
    return { ...this.#instance.records.create(this.#table(table), values, this.#actor(by), rules) };
  }

  edit(table: string, id: string, values: RecordInput, by: ByWhom = {}): RecordSnapshot {
    const rules = this.#before();
    const found = this.#record(table, id);
    this.#instance.records.update(found.table, found.row, values, this.#actor(by), rules);
    return { ...found.row };
  }

  /** Adds a comment that the caller sees, or a work note. @returns the entry in `sys_journal_field` */
  journal(
    table: string,
    id: string,
    element: 'comments' | 'work_notes',
    text: string,
    by: ByWhom = {},
  ): RecordSnapshot {
    this.edit(table, id, { [element]: text }, by);
    const sysId = sysIdOf(this.#record(table, id).row);
    const entries = [...(this.#table('sys_journal_field').byValue('element_id')?.get(sysId) ?? [])];
    const entry = entries.findLast((each) => cellOf(each, 'element') === element);
    if (entry === undefined) throw new Error(`${table} ${id} took no ${element}`);
    return { ...entry };
  }

  remove(table: string, id: string, by: ByWhom = {}): void {
    const rules = this.#before();
    const found = this.#record(table, id);
    this.#instance.records.delete(found.table, found.row, this.#actor(by), rules);
  }

  /** Every row of a table and of those that extend it, for a checker. */
  rows(table: string): RecordSnapshot[] {
    this.#before();
    return this.#instance.store.withDescendants(table).flatMap((each) => [...each.rows()].map((row) => ({ ...row })));
  }

  get(table: string, id: string): RecordSnapshot {
    this.#before();
    return { ...this.#record(table, id).row };
  }

  /** Gives a choice another label; its value stays. */
  renameChoice(table: string, element: string, value: string, label: string): void {
    this.#changeChoice(table, element, value, { label });
  }

  /** Makes a choice inactive: records keep the value, lists no longer offer it. */
  disableChoice(table: string, element: string, value: string): void {
    this.#changeChoice(table, element, value, { inactive: 'true' });
  }

  removeChoice(table: string, element: string, value: string): void {
    this.#before();
    this.#table('sys_choice').delete(this.#choice(table, element, value));
  }

  addChoice(table: string, element: string, value: string, label: string): void {
    this.#before();
    const sequence = String(this.#instance.records.choices.of(table, element).length);
    addRow(this.#instance, 'sys_choice', {
      name: table,
      element,
      value,
      label,
      sequence,
      language: 'en',
      inactive: 'false',
    });
  }

  addField(table: string, column: Column): void {
    this.#before();
    this.#instance.dictionary.setColumn(table, column);
    addRow(this.#instance, 'sys_dictionary', columnRow(this.#table(table).definition, column));
  }

  /** Changes a field's label, length, type or whether it must be filled; its name stays. */
  changeField(table: string, element: string, change: Partial<Omit<Column, 'element'>>): void {
    this.#before();
    const column = { ...this.#column(table, element), ...change };
    this.#instance.dictionary.setColumn(table, column);
    const row = this.#dictionaryRow(table, element);
    const values = columnRow(this.#table(table).definition, column);
    this.#instance.records.update(this.#table('sys_dictionary'), row, values, this.#actor({}));
  }

  /** Takes a field and its values away. */
  removeField(table: string, element: string): void {
    this.#before();
    this.#column(table, element);
    this.#table('sys_dictionary').delete(this.#dictionaryRow(table, element));
    this.#instance.dictionary.removeColumn(table, element);
    for (const each of this.#instance.store.withDescendants(table)) {
      for (const row of each.rows()) if (row[element] !== undefined) each.update(row, { [element]: '' });
    }
  }

  /** Sets a system property, as `glide.invalid_query.returns_no_rows`. */
  setProperty(name: string, value: string): void {
    this.#before();
    const row = this.#instance.store.findBy('sys_properties', 'name', name);
    if (row === undefined) addRow(this.#instance, 'sys_properties', { name, value, type: 'string' });
    else this.#instance.records.update(this.#table('sys_properties'), row, { value }, this.#actor({}));
  }

  #changeChoice(table: string, element: string, value: string, change: RecordInput): void {
    this.#before();
    const row = this.#choice(table, element, value);
    this.#instance.records.update(this.#table('sys_choice'), row, change, this.#actor({}));
  }

  #choice(table: string, element: string, value: string): Row {
    for (const row of this.#table('sys_choice').byValue('element')?.get(element) ?? []) {
      if (cellOf(row, 'name') === table && cellOf(row, 'value') === value) return row;
    }
    throw new Error(`${table}.${element} has no choice ${value} of its own`);
  }

  #column(table: string, element: string): Column {
    const column = this.#instance.dictionary.ownColumns(table).find((each) => each.element === element);
    if (column === undefined) throw new Error(`${table} has no column ${element} of its own`);
    return column;
  }

  #dictionaryRow(table: string, element: string): Row {
    for (const row of this.#table('sys_dictionary').byValue('name')?.get(table) ?? []) {
      if (cellOf(row, 'element') === element) return row;
    }
    throw new Error(`sys_dictionary has no ${table}.${element}`);
  }

  #table(name: string): TableStore {
    return this.#instance.store.table(name);
  }

  #record(table: string, id: string): { table: TableStore; row: Row } {
    const found = this.#instance.store.find(table, id);
    if (found !== undefined) return found;
    for (const each of this.#instance.store.withDescendants(table)) {
      for (const row of each.byValue('number')?.get(id) ?? []) return { table: each, row };
    }
    throw new Error(`${table} has no record ${id}`);
  }

  #actor({ as = 'admin' }: ByWhom): Actor {
    const actor = this.#accounts.actor(as);
    if (actor === undefined) throw new Error(`${as} is no active user`);
    return actor;
  }
}
