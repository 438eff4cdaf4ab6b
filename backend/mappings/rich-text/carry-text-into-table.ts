import type { AdfNode } from '../../connectors/sdk/index.js';
import { blockText, paragraphsOf } from './block-text.js';
import { carryTextIntoChildren } from './carry-text-into-children.js';
import { carryTextIntoInline } from './carry-text-into-paragraphs.js';

const CELL_SEPARATOR = ' | ';

/** Edits cells, adds and removes rows; a row is a line. Null when a line has not as many cells as the row that it stands for. */
export function carryTextIntoTable(table: AdfNode, text: string): AdfNode | null {
  const lines = text.split('\n');
  const rows = table.content ?? [];
  return carryTextIntoChildren(table, { before: rows.map(lineOf), after: lines }, (index, replaced) =>
    writeRow(replaced, rows.at(-1)?.content?.length ?? 0, (lines[index] ?? '').split(CELL_SEPARATOR)),
  );
}

function lineOf(row: AdfNode): string {
  return blockText({ type: 'table', content: [row] });
}

function cellTextOf(cell: AdfNode): string {
  return lineOf({ type: 'tableRow', content: [cell] });
}

function writeRow(replaced: AdfNode | null, columns: number, texts: readonly string[]): AdfNode | null {
  const cells = replaced?.content ?? null;
  if (texts.length !== (cells?.length ?? columns)) return null;
  const content: AdfNode[] = [];
  for (const [column, text] of texts.entries()) {
    const cell = cells?.[column];
    const written = cell === undefined ? { type: 'tableCell', content: paragraphsOf(text) } : writeCell(cell, text);
    if (written === null) return null;
    content.push(written);
  }
  return { ...replaced, type: 'tableRow', content };
}

/** Null for an edit in a cell that holds more than one paragraph: which of them was meant, its line does not say. */
function writeCell(cell: AdfNode, text: string): AdfNode | null {
  if (cellTextOf(cell) === text) return cell;
  const [block, ...more] = cell.content ?? [];
  if (block?.type !== 'paragraph' || more.length > 0) return null;
  const content = carryTextIntoInline(block.content ?? [], text);
  return content === null ? null : { ...cell, content: [{ ...block, content }] };
}
