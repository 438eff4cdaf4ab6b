import type { Column } from './column.js';
import { FactCells, FactHead } from './fact-cells.js';

/** A table that is short enough to be shown whole. On a narrow screen each row is a card. */
export function FactTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  now,
}: {
  /** What the table is, for those who do not see the heading above it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly now: Date;
}) {
  return (
    <table className="facts" aria-label={label}>
      <FactHead columns={columns} />
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            <FactCells columns={columns} row={row} now={now} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
