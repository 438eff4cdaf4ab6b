import type { AdfNode } from '../../connectors/sdk/index.js';
import { carryChange } from '../sequences/index.js';
import { blockText } from './block-text.js';
import { claimLines, type Line } from './claim-lines.js';
import { remakeBlocks } from './remake-blocks.js';
import { isTextual } from './textual-block.js';

/** Lines between two blank ones, or one block that stays as it is. */
interface Chunk {
  readonly lines: readonly Line[];
  readonly kept: AdfNode | null;
}

/** As `carryTextIntoDocument`, for blocks that stand one under another, a blank line between. */
export function carryTextIntoBlocks(blocks: readonly AdfNode[], before: string, after: string): readonly AdfNode[] {
  const old = linesOf(blocks);
  const wanted = after.split('\n');
  const carried = carryChange(
    old.map(({ text }) => text),
    before.split('\n'),
    wanted,
  );
  const lines = claimLines(carried, old, wanted);
  const chunks = cutAtBlankLines(lines, blocks).flatMap((chunk) => setApart(chunk, blocks, old));
  return groupsOf(chunks).flatMap((group) => nodesOf(group, blocks));
}

function linesOf(blocks: readonly AdfNode[]): readonly Line[] {
  const lines: Line[] = [];
  for (const [block, node] of blocks.entries()) {
    if (block > 0) lines.push({ text: '', block: null, origin: lines.length });
    for (const text of blockText(node).split('\n')) lines.push({ text, block, origin: lines.length });
  }
  while (lines.length > 1 && lines.at(-1)?.text.trim() === '') lines.pop();
  const last = lines.pop();
  return last === undefined ? [] : [...lines, { ...last, text: last.text.trimEnd() }];
}

/** Cuts at blank lines, except those inside a block. A chunk has at least one line, so that any number of blank lines is kept. */
function cutAtBlankLines(lines: readonly Line[], blocks: readonly AdfNode[]): readonly (readonly Line[])[] {
  const chunks: Line[][] = [[]];
  for (const [index, line] of lines.entries()) {
    const chunk = chunks.at(-1) ?? [];
    const block = chunk.at(-1)?.block ?? null;
    const isInside =
      block !== null && block === lines[index + 1]?.block && (line.block === block || !isTextual(blocks[block]));
    if (line.text === '' && chunk.length > 0 && !isInside) chunks.push([]);
    else chunk.push(line);
  }
  return chunks.filter((chunk) => chunk.length > 0);
}

/**
 * Takes out of a chunk the blocks of which every line is there: they stay, also when the blank line beside them is gone. Only
 * paragraphs are then made anew together with what was typed next to them, since they lose nothing by it.
 */
function setApart(lines: readonly Line[], blocks: readonly AdfNode[], old: readonly Line[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let rest: Line[] = [];
  const close = () => {
    if (rest.some(({ text }) => text !== '') || rest.length === lines.length) chunks.push({ lines: rest, kept: null });
    rest = [];
  };
  let index = 0;
  for (let line = lines[index]; line !== undefined; line = lines[index]) {
    const block = line.block === null ? undefined : blocks[line.block];
    const length = block === undefined ? 0 : wholeBlockLength(lines, index, old);
    if (block === undefined || length === 0 || (isTextual(block) && length < lines.length)) {
      rest.push(line);
      index += 1;
    } else {
      close();
      chunks.push({ lines: lines.slice(index, index + length), kept: block });
      index += length;
    }
  }
  close();
  return chunks;
}

/** How many lines from `start` are one whole block as it was; 0 when they are not. */
function wholeBlockLength(lines: readonly Line[], start: number, old: readonly Line[]): number {
  const first = lines[start];
  if (first === undefined || first.origin === null || old[first.origin - 1]?.block === first.block) return 0;
  let length = 0;
  while (old[first.origin + length]?.block === first.block) {
    if (lines[start + length]?.origin !== first.origin + length) return 0;
    length += 1;
  }
  return length;
}

/** Chunks that have a block in common are made together. */
function groupsOf(chunks: readonly Chunk[]): readonly (readonly Chunk[])[] {
  const groups: Chunk[][] = [];
  for (const chunk of chunks) {
    const last = groups.at(-1);
    const previous = last?.at(-1);
    if (last !== undefined && previous !== undefined && haveBlockInCommon(previous, chunk)) last.push(chunk);
    else groups.push([chunk]);
  }
  return groups;
}

function haveBlockInCommon(a: Chunk, b: Chunk): boolean {
  if (a.kept !== null || b.kept !== null) return false;
  const blocks = new Set(a.lines.map(({ block }) => block));
  return b.lines.some(({ block }) => block !== null && blocks.has(block));
}

function nodesOf(group: readonly Chunk[], blocks: readonly AdfNode[]): readonly AdfNode[] {
  const kept = group[0]?.kept ?? null;
  if (kept !== null) return [kept];
  const owners = new Set(group.flatMap(({ lines }) => lines.map(({ block }) => block)));
  const text = group.map(({ lines }) => lines.map((line) => line.text).join('\n')).join('\n\n');
  const nodes = [...owners].flatMap((block) => (block === null ? [] : (blocks[block] ?? [])));
  return remakeBlocks(nodes, text, carryTextIntoBlocks);
}
