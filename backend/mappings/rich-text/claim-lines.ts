import type { CarriedElement } from '../sequences/index.js';

/** A line of plain text and the block that it belongs to; null for a separator or a line that no block had. */
export interface Line {
  readonly text: string;
  readonly block: number | null;
  /** Its place among the lines before the change; null when the change brought it. */
  readonly origin: number | null;
}

/**
 * The lines after a change, each with its block: what stayed keeps it, what took the place of other lines belongs to theirs, and
 * what no blank line parts from a block belongs to it.
 */
export function claimLines(
  carried: readonly CarriedElement[],
  old: readonly Line[],
  wanted: readonly string[],
): readonly Line[] {
  return withNeighbours(
    stretchesOf(carried).flatMap((stretch): readonly Line[] =>
      stretch.from === 'target'
        ? old.slice(stretch.index, stretch.index + 1)
        : replacements(
            stretch.replaces.map((index) => old[index]?.block ?? null),
            stretch.indices.map((index) => wanted[index] ?? ''),
          ),
    ),
  );
}

type Stretch =
  | { readonly from: 'target'; readonly index: number }
  | { readonly from: 'after'; readonly indices: number[]; readonly replaces: readonly number[] };

/** New lines that stand for the same old ones, put together. */
function stretchesOf(carried: readonly CarriedElement[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const element of carried) {
    const last = stretches.at(-1);
    if (element.from === 'target') stretches.push(element);
    else if (last?.from === 'after' && last.replaces === element.replaces) last.indices.push(element.index);
    else stretches.push({ from: 'after', indices: [element.index], replaces: element.replaces });
  }
  return stretches;
}

/** Line for line when there are as many as before; else paragraph for paragraph, the last block taking what is left over. */
function replacements(replaced: readonly (number | null)[], texts: readonly string[]): readonly Line[] {
  const blocks = [...new Set(replaced)].filter((block) => block !== null);
  let paragraph = 0;
  return texts.map((text, index) => {
    if (text === '') paragraph += 1;
    const block = texts.length === replaced.length ? replaced[index] : blocks[Math.min(paragraph, blocks.length - 1)];
    return { text, block: text === '' ? null : (block ?? null), origin: null };
  });
}

function withNeighbours(lines: readonly Line[]): readonly Line[] {
  const claimed = [...lines];
  const inherit = (index: number, neighbour: Line | undefined) => {
    const line = claimed[index];
    if (line === undefined || line.block !== null || line.text === '') return;
    if (neighbour !== undefined && neighbour.text !== '') claimed[index] = { ...line, block: neighbour.block };
  };
  for (let index = 1; index < claimed.length; index += 1) inherit(index, claimed[index - 1]);
  for (let index = claimed.length - 2; index >= 0; index -= 1) inherit(index, claimed[index + 1]);
  return claimed;
}
