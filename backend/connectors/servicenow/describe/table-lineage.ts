import { textAt } from '../record.js';
import type { TableApi } from '../table-api.js';
import { KNOWN_PARENTS } from './known-columns.js';

/** A table and what it extends. */
export interface TableLineage {
  readonly label: string;
  /** The table itself, then its parents, nearest first. */
  readonly tables: readonly string[];
}

/** More would be a circle; delivered tables go five deep. */
const DEEPEST = 10;

/** Asks `sys_db_object`; where that is closed to the account, what is known of delivered tables must do. */
export async function tableLineage(api: TableApi, table: string, signal: AbortSignal): Promise<TableLineage> {
  const tables: string[] = [];
  let label = '';
  for (let condition = `name=${table}`; tables.length < DEEPEST; ) {
    const fields = ['sys_id', 'name', 'label', 'super_class'];
    const query = { table: 'sys_db_object', conditions: [condition], fields, values: 'stored' } as const;
    const [found] = (await api.listAllIfReadable(query, signal)) ?? [];
    const name = found === undefined ? '' : textAt(found, 'name');
    if (found === undefined || name === '' || tables.includes(name)) break;
    if (tables.length === 0) {
      if (name !== table) break;
      label = textAt(found, 'label');
    }
    tables.push(name);
    const parent = textAt(found, 'super_class');
    if (parent === '') return { label: label || table, tables };
    condition = `sys_id=${parent}`;
  }
  return { label: label || titleOf(table), tables: completed(tables.length === 0 ? [table] : tables) };
}

function completed(tables: readonly string[]): readonly string[] {
  const parent = KNOWN_PARENTS[tables.at(-1) ?? ''];
  return parent === undefined ? tables : [...tables, parent];
}

function titleOf(table: string): string {
  const words = table.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
