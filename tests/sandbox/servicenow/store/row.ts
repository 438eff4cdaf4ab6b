/**
 * A stored record: column to value, all strings, as the platform keeps them. A column that was added after the row may
 * be absent; `cellOf` answers '' for it, as for an empty one.
 */
export type Row = Record<string, string>;

export function cellOf(row: Row, column: string): string {
  return row[column] ?? '';
}

export function sysIdOf(row: Row): string {
  return row.sys_id ?? '';
}
