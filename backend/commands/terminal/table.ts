// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters, and take no room
const COLOUR = /\u001b\[\d+m/g;
const GAP = '  ';

/** Lines of a table with left-aligned columns; a column of numbers only is aligned right. Colours in cells are allowed. */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))));
  const isNumeric = headings.map(
    (_, column) => rows.length > 0 && rows.every((row) => /^[\d,.]*$/.test(plain(row[column]))),
  );
  return lines
    .map((line) =>
      headings
        .map((_, column) => {
          const cell = line[column] ?? '';
          const padding = ' '.repeat((widths[column] ?? 0) - widthOf(cell));
          return isNumeric[column] ? padding + cell : cell + padding;
        })
        .join(GAP)
        .trimEnd(),
    )
    .join('\n');
}

function plain(cell: string | undefined): string {
  return (cell ?? '').replaceAll(COLOUR, '');
}

function widthOf(cell: string): number {
  return [...plain(cell)].length;
}
