/**
 * A stored record: column to value, all strings, as the platform keeps them. Empty columns are absent, which keeps
 * 100,000 incidents of 90 columns small; `cellOf` answers '' for them.
 */
export type Row = Record<string, string>;

export function cellOf(row: Row, column: string): string {
  return row[column] ?? '';
}

export function sysIdOf(row: Row): string {
  return cellOf(row, 'sys_id');
}
