import { DateTime } from 'luxon';
import type { SandboxRandom } from '../../http/index.js';
import type { Column } from '../schema/column.js';
import { cellOf, type Row, sysIdOf } from '../store/row.js';
import type { Store } from '../store/store.js';
import { newSysId } from '../sys-id.js';
import { fromWireTime } from '../wire-time.js';

/** Text for one of a record's journals. */
export interface JournalEntry {
  readonly element: string;
  readonly text: string;
}

/** Journals of records: entries are added, shown as one text, and never changed. */
export class Journal {
  readonly #store: Store;
  readonly #random: SandboxRandom;

  constructor(store: Store, random: SandboxRandom) {
    this.#store = store;
    this.#random = random;
  }

  /** @returns the new row of `sys_journal_field` */
  add(table: string, record: Row, entry: JournalEntry, by: { readonly userName: string; readonly at: string }): Row {
    const row: Row = {
      sys_id: newSysId(this.#random),
      sys_created_on: by.at,
      sys_created_by: by.userName,
      name: table,
      element: entry.element,
      element_id: sysIdOf(record),
      value: entry.text,
    };
    this.#store.table('sys_journal_field').insert(row);
    return row;
  }

  /**
   * What `sysparm_display_value=true` gives for a journal column: every entry, the newest first, with its time in the
   * reader's zone, its author's name and the journal's label. A `journal_list` column shows all journals together.
   */
  shown(record: Row, column: Column, columns: ReadonlyMap<string, Column>, timeZone: string): string {
    const entries = [...(this.#store.table('sys_journal_field').byValue('element_id')?.get(sysIdOf(record)) ?? [])];
    return entries
      .filter((entry) => column.type === 'journal_list' || cellOf(entry, 'element') === column.element)
      .map((entry, place) => ({ entry, place, at: cellOf(entry, 'sys_created_on') }))
      .sort((a, b) => (a.at === b.at ? b.place - a.place : a.at < b.at ? 1 : -1))
      .map(({ entry }) => this.#paragraph(entry, columns, timeZone))
      .join('');
  }

  #paragraph(entry: Row, columns: ReadonlyMap<string, Column>, timeZone: string): string {
    const at = inZone(cellOf(entry, 'sys_created_on'), timeZone);
    const userName = cellOf(entry, 'sys_created_by');
    const author = this.#store.findBy('sys_user', 'user_name', userName);
    const name = (author && cellOf(author, 'name')) || userName;
    const element = cellOf(entry, 'element');
    return `${at} - ${name} (${columns.get(element)?.label ?? element})\n${cellOf(entry, 'value')}\n\n`;
  }
}

/** A stored time as a user of the zone sees it; what is no time stays as it is. */
export function inZone(wireTime: string, timeZone: string): string {
  const at = fromWireTime(wireTime);
  return at === undefined ? wireTime : DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm:ss');
}
