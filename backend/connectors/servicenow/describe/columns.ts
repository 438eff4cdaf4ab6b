import { isOneOf } from '../encoded-query.js';
import { type Cell, type Row, textAt } from '../record.js';
import type { TableApi } from '../table-api.js';
import type { Column } from './column.js';
import { KNOWN_COLUMNS } from './known-columns.js';

const KNOWN: ReadonlyMap<string, Column> = new Map(KNOWN_COLUMNS.map((column) => [column.element, column]));

/** What is read of the dictionary; the doctor tests these. */
export const DICTIONARY_FIELDS = [
  'sys_id',
  'name',
  'element',
  'column_label',
  'internal_type',
  'max_length',
  'mandatory',
  'read_only',
  'reference',
  'choice',
];

const CHOICE_KINDS: Readonly<Record<string, Column['choice']>> = {
  '0': 'none',
  '1': 'listed',
  '2': 'suggested',
  '3': 'listed',
};

/** The columns of a table with its parents by the dictionary, the nearest table's entry first; null where the dictionary is closed to the account. */
export async function dictionaryColumns(
  api: TableApi,
  tables: readonly string[],
  signal: AbortSignal,
): Promise<readonly Column[] | null> {
  const query = {
    table: 'sys_dictionary',
    conditions: [isOneOf('name', tables)],
    fields: DICTIONARY_FIELDS,
    values: 'stored',
  } as const;
  const entries = (await api.listAllIfReadable(query, signal)) ?? [];
  const byElement = new Map<string, Column>();
  for (const table of tables) {
    for (const entry of entries) {
      const column = columnOf(entry, tables.includes('task'));
      if (textAt(entry, 'name') !== table || column.element === '' || byElement.has(column.element)) continue;
      byElement.set(column.element, column);
    }
  }
  return byElement.size === 0 ? null : [...byElement.values()];
}

/**
 * The columns of a table whose dictionary is closed, by some of its records with display values and links: what every
 * task has is known, a link tells a reference, and the rest is taken for text.
 */
export function guessedColumns(records: readonly Row[], isTask: boolean): readonly Column[] {
  const guessed = new Map(isTask ? KNOWN : []);
  for (const [element, cell] of records.flatMap((record) => [...record])) {
    const column = guessed.get(element);
    const isLinked = cell.linkedTable !== null && column?.reference === null;
    if (column === undefined || isLinked) guessed.set(element, KNOWN.get(element) ?? guessedColumn(element, cell));
  }
  return [...guessed.values()];
}

function columnOf(entry: Row, isTask: boolean): Column {
  const maxLength = Number.parseInt(textAt(entry, 'max_length'), 10);
  const element = textAt(entry, 'element');
  return {
    element,
    label: textAt(entry, 'column_label') || element,
    type: textAt(entry, 'internal_type'),
    maxLength: Number.isNaN(maxLength) ? null : maxLength,
    isMandatory: textAt(entry, 'mandatory') === 'true',
    isReadOnly: textAt(entry, 'read_only') === 'true',
    reference: textAt(entry, 'reference') || null,
    choice: CHOICE_KINDS[textAt(entry, 'choice')] ?? (isTask ? KNOWN.get(element)?.choice : undefined) ?? 'unstated',
  };
}

function guessedColumn(element: string, cell: Cell): Column {
  const words = element.replace(/^[ux]_/, '').replaceAll('_', ' ');
  return {
    element,
    label: words.charAt(0).toUpperCase() + words.slice(1),
    type: cell.linkedTable === null ? 'string' : 'reference',
    maxLength: null,
    isMandatory: false,
    isReadOnly: false,
    reference: cell.linkedTable,
    choice: 'unstated',
  };
}
