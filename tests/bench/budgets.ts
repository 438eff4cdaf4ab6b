/** One line of the table: what was measured, held against the budget of the design. */
export interface Row {
  readonly what: string;
  readonly measured: number;
  readonly least?: number;
  readonly most?: number;
  readonly note?: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The rows in columns; medians, and whether each keeps its budget. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ what, measured, least, most, note }) => {
    const kept = measured >= (least ?? Number.NEGATIVE_INFINITY) && measured <= (most ?? Number.POSITIVE_INFINITY);
    const budget = least === undefined ? `<= ${most}` : `>= ${least}`;
    return [what, measured.toFixed(measured < 10 ? 3 : 0), budget, kept ? 'kept' : 'MISSED', note ?? ''];
  });
  const cells = [['what (medians)', 'measured', 'budget', '', ''], ...lines];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
