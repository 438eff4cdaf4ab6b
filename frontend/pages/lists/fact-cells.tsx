import type { ReactNode } from 'react';
import type { Column } from './column.js';

/** Words of so few characters stay in one line: a table with a long text beside them would break them anywhere. */
const SHORT = 16;

/** The cells of a row; on a narrow screen each says which column it is of. */
export function FactCells<Row>({
  columns: [first, ...rest],
  row,
  now,
}: {
  readonly columns: readonly Column<Row>[];
  readonly row: Row;
  readonly now: Date;
}) {
  return (
    <>
      {first !== undefined && <th scope="row">{first.cell(row, now)}</th>}
      {rest.map(({ key, title, isNumber = false, cell }) => {
        const content = cell(row, now);
        return (
          <td key={key} data-column={title} className={classOf(content, isNumber)}>
            {content}
          </td>
        );
      })}
    </>
  );
}

function classOf(content: ReactNode, isNumber: boolean): string | undefined {
  if (isNumber) return 'number';
  return typeof content === 'string' && content.length <= SHORT ? 'short' : undefined;
}

/** The titles of the columns. */
export function FactHead<Row>({ columns }: { readonly columns: readonly Column<Row>[] }) {
  return (
    <thead>
      <tr>
        {columns.map(({ key, title, isNumber = false }) => (
          <th key={key} scope="col" {...(isNumber && { className: 'number' })}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}
