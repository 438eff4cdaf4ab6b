import { isOneOf } from '../encoded-query.js';
import { type Row, textAt } from '../record.js';
import type { TableApi } from '../table-api.js';

/** A value that a column may have. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly isInactive: boolean;
}

/** The choices of the columns of these tables, in the tool's order; columns without any are absent. Empty where `sys_choice` is closed. */
export async function choicesOf(
  api: TableApi,
  tables: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly Choice[]>> {
  const fields = ['sys_id', 'name', 'element', 'value', 'label', 'language', 'inactive', 'sequence'];
  const query = { table: 'sys_choice', conditions: [isOneOf('name', tables)], fields, values: 'stored' } as const;
  const choices = (await api.listAllIfReadable(query, signal)) ?? [];
  const byElement = new Map<string, Row[]>();
  for (const choice of choices) {
    const element = textAt(choice, 'element');
    byElement.set(element, [...(byElement.get(element) ?? []), choice]);
  }
  return new Map([...byElement].map(([element, rows]) => [element, choicesOfColumn(rows, tables)]));
}

/** The choices of the nearest table that has any replace those of its parents; one label for each value, English where there is one. */
function choicesOfColumn(rows: readonly Row[], tables: readonly string[]): readonly Choice[] {
  const nearest = tables.find((table) => rows.some((choice) => textAt(choice, 'name') === table));
  const own = rows
    .filter((choice) => textAt(choice, 'name') === nearest && textAt(choice, 'value') !== '')
    .sort((a, b) => rank(a) - rank(b));
  const byValue = new Map<string, Row>();
  for (const choice of own) {
    const value = textAt(choice, 'value');
    const known = byValue.get(value);
    if (known === undefined || (!isEnglish(known) && isEnglish(choice))) byValue.set(value, choice);
  }
  return [...byValue].map(([value, choice]) => ({
    value,
    label: textAt(choice, 'label') || value,
    isInactive: textAt(choice, 'inactive') === 'true',
  }));
}

function rank(choice: Row): number {
  return Number(textAt(choice, 'sequence') || 0);
}

function isEnglish(choice: Row): boolean {
  return ['en', ''].includes(textAt(choice, 'language'));
}
