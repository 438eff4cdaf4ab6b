import { textAt } from '../record.js';
import type { TableApi } from '../table-api.js';
import { KNOWN_PARENTS } from './known-columns.js';

/** A table and what it extends. */
export interface TableLineage {
  readonly label: string;
  /** The table itself, then its parents, nearest first. */
  readonly tables: readonly string[];
}

const FIELDS = ['sys_id', 'name', 'label', 'super_class'];

/** More would be a circle; delivered tables go five deep. */
const DEEPEST = 10;

/** Asks `sys_db_object`; where that is closed to the account, what is known of delivered tables must do. */
export async function tableLineage(api: TableApi, table: string, signal: AbortSignal): Promise<TableLineage> {
  const tables: string[] = [];
  let label = titleOf(table);
  for (let [key, value] = ['name', table]; value !== '' && tables.length < DEEPEST; key = 'sys_id') {
    const conditions = [`${key}=${value}`];
    const query = { table: 'sys_db_object', conditions, fields: FIELDS, values: 'stored' } as const;
    const rows = (await api.listAllIfReadable(query, signal)) ?? [];
    const found = rows.find((row) => textAt(row, key) === value);
    if (found === undefined) break;
    if (tables.length === 0) label = textAt(found, 'label') || label;
    tables.push(textAt(found, 'name'));
    value = textAt(found, 'super_class');
  }
  if (tables.length === 0) tables.push(table);
  const parent = KNOWN_PARENTS[tables.at(-1) ?? ''];
  return { label, tables: parent === undefined ? tables : [...tables, parent] };
}

/** What people may call a table whose label is not told. */
export function titleOf(table: string): string {
  const words = table.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
