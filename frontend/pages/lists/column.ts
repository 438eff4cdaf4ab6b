import type { ReactNode } from 'react';

/** What a table shows of each of its rows. The first column names the row. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Set to the end, in figures of one width. */
  readonly isNumber?: boolean;
  readonly cell: (row: Row, now: Date) => ReactNode;
}
