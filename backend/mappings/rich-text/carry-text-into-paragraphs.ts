import type { AdfNode } from '../../connectors/sdk/index.js';
import { hunksBetween } from '../sequences/index.js';
import { blocksText, inlineRuns, paragraphsOf } from './block-text.js';
import { joinTexts, marksKey } from './tidy-document.js';

const BREAK = '\n\n';

/** A word, a blank or a sign of the plain text, and what it shows. */
interface Token {
  readonly text: string;
  /** Null for a paragraph's end and for what only the plain form adds. */
  readonly node: AdfNode | null;
  readonly paragraph: number;
}

/**
 * Edits the words of paragraphs and headings. A word that stays keeps its formatting; a mention, date or other inline node stays
 * as long as all its words do; a word typed between two of the same formatting takes it over.
 */
export function carryTextIntoParagraphs(paragraphs: readonly AdfNode[], text: string): readonly AdfNode[] {
  const old = tokensOf(paragraphs);
  const carried = carryTokens(old, wordsOf(text));
  const remade = carried === null ? null : paragraphsFrom(carried, paragraphs);
  // What only the plain form shows (a link's address) cannot be edited there: then the words alone are right.
  return remade !== null && blocksText(remade) === text ? remade : paragraphsOf(text);
}

/** As `carryTextIntoParagraphs`, for content of one line: an item's, a cell's. Null when it does not stay one. */
export function carryTextIntoInline(content: readonly AdfNode[], text: string): readonly AdfNode[] | null {
  const remade = carryTextIntoParagraphs([{ type: 'paragraph', content }], text);
  return remade.length === 1 ? (remade[0]?.content ?? []) : null;
}

function tokensOf(paragraphs: readonly AdfNode[]): readonly Token[] {
  return paragraphs.flatMap((block, paragraph) => [
    ...(paragraph === 0 ? [] : [{ text: BREAK, node: null, paragraph }]),
    ...inlineRuns(block.content ?? []).flatMap(({ text, node }) =>
      wordsOf(text).map((word) => ({ text: word, node, paragraph })),
    ),
  ]);
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\n\n|\s|[\p{L}\p{N}_]+|./gsu) ?? [];
}

/** The tokens of the new text; one that stayed is the very same object. Null when something was removed that cannot be. */
function carryTokens(old: readonly Token[], words: readonly string[]): readonly Token[] | null {
  const carried: Token[] = [];
  let next = 0;
  const hunks = hunksBetween(
    old.map(({ text }) => text),
    words,
  );
  for (const { oldStart, oldEnd, newStart, newEnd } of hunks) {
    const removed = old.slice(oldStart, oldEnd);
    if (removed.some(({ node, text }) => node === null && text !== BREAK)) return null;
    carried.push(...old.slice(next, oldStart));
    const [before, after] = [old[oldStart - 1], old[oldEnd]];
    const marks = sharedMarks(before, after);
    const paragraph = before?.paragraph ?? after?.paragraph ?? 0;
    for (const word of words.slice(newStart, newEnd))
      carried.push({ text: word, node: typedNode(word, marks), paragraph });
    next = oldEnd;
  }
  return [...carried, ...old.slice(next)];
}

function typedNode(word: string, marks: AdfNode['marks'] | null): AdfNode | null {
  if (word === BREAK) return null;
  if (word === '\n') return { type: 'hardBreak' };
  return { type: 'text', text: word, ...(marks === null || marks === undefined ? {} : { marks }) };
}

function sharedMarks(before: Token | undefined, after: Token | undefined): AdfNode['marks'] | null {
  const [left, right] = [before?.node, after?.node];
  if (left?.type !== 'text' || right?.type !== 'text') return null;
  return marksKey(left) === marksKey(right) ? left.marks : null;
}

function paragraphsFrom(tokens: readonly Token[], paragraphs: readonly AdfNode[]): readonly AdfNode[] {
  const sizes = new Map<AdfNode, number>();
  for (const { node } of tokensOf(paragraphs)) if (node !== null) sizes.set(node, (sizes.get(node) ?? 0) + 1);

  const remade: AdfNode[] = [];
  const used = new Set<number>();
  let line: Token[] = [];
  const close = () => {
    const paragraph = line.find(({ node }) => node !== null)?.paragraph ?? 0;
    const { content: _, ...shell } = (used.has(paragraph) ? undefined : paragraphs[paragraph]) ?? { type: 'paragraph' };
    used.add(paragraph);
    const content = joinTexts(inlineNodes(line, sizes));
    remade.push(content.length === 0 ? shell : { ...shell, content });
    line = [];
  };
  for (const token of tokens) {
    if (token.text === BREAK && token.node === null) close();
    else line.push(token);
  }
  close();
  return remade;
}

/** Words as text; a node whose every word is there as itself. */
function inlineNodes(tokens: readonly Token[], sizes: ReadonlyMap<AdfNode, number>): readonly AdfNode[] {
  const nodes: AdfNode[] = [];
  let index = 0;
  for (let token = tokens[index]; token !== undefined; token = tokens[index]) {
    const { node, text } = token;
    const size = node === null || node.type === 'text' ? 1 : (sizes.get(node) ?? 1);
    const isWhole = tokens.slice(index, index + size).filter((other) => other.node === node).length === size;
    if (node?.type === 'text') nodes.push({ ...node, text });
    else if (node !== null) nodes.push(isWhole ? node : { type: 'text', text });
    index += isWhole ? size : 1;
  }
  return nodes;
}
