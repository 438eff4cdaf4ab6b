import type { Column } from './column.js';

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
      {rest.map(({ key, title, isNumber = false, cell }) => (
        <td key={key} data-column={title} {...(isNumber && { className: 'number' })}>
          {cell(row, now)}
        </td>
      ))}
    </>
  );
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
