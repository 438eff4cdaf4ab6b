import type { JsonValue } from '../../../backend/shared/index.js';
import type { Chance } from '../chance.js';
import type { Words } from './words.js';

/** A document of Jira's editor, as far as people here use it. */
type Block = { readonly [key: string]: JsonValue };

/** What a person does to a description in Jira's editor; null empties it. */
export function editedDocument(document: JsonValue, chance: Chance, words: Words): JsonValue {
  const blocks = blocksOf(document);
  if (blocks.length === 0) return newDocument(chance, words);
  const at = chance.between(0, blocks.length - 1);
  const deed = chance.oneOf(['append', 'append', 'insert', 'replace', 'replace', 'remove', 'clear'] as const);
  switch (deed) {
    case 'append':
      return documentOf([...blocks, newBlock(chance, words)]);
    case 'insert':
      return documentOf(blocks.toSpliced(at, 0, newBlock(chance, words)));
    case 'replace':
      return documentOf(blocks.toSpliced(at, 1, newBlock(chance, words)));
    case 'remove':
      return blocks.length === 1 ? null : documentOf(blocks.toSpliced(at, 1));
    case 'clear':
      return null;
  }
}

/** A description of one to three blocks. */
export function newDocument(chance: Chance, words: Words): JsonValue {
  return documentOf(Array.from({ length: chance.between(1, 3) }, () => newBlock(chance, words)));
}

/** What a person does to a description in ServiceNow's text box; empty when it is cleared. */
export function editedText(text: string, chance: Chance, words: Words): string {
  const lines = text === '' ? [] : text.split(/\r?\n/);
  if (lines.length === 0) return newText(chance, words);
  const at = chance.between(0, lines.length - 1);
  const deed = chance.oneOf(['append', 'append', 'insert', 'replace', 'replace', 'remove', 'clear'] as const);
  switch (deed) {
    case 'append':
      return [...lines, words.sentence()].join('\n');
    case 'insert':
      return lines.toSpliced(at, 0, words.sentence()).join('\n');
    case 'replace':
      return lines.toSpliced(at, 1, words.sentence()).join('\n');
    case 'remove':
      return lines.toSpliced(at, 1).join('\n');
    case 'clear':
      return '';
  }
}

/** A description of one to three lines. */
export function newText(chance: Chance, words: Words): string {
  return Array.from({ length: chance.between(1, 3) }, () => words.sentence()).join('\n');
}

function newBlock(chance: Chance, words: Words): Block {
  const kind = chance.oneOf(['paragraph', 'paragraph', 'paragraph', 'heading', 'list', 'table'] as const);
  switch (kind) {
    case 'paragraph':
      return paragraph(words.sentence());
    case 'heading':
      return { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: words.sentence() }] };
    case 'list': {
      const items = Array.from({ length: chance.between(1, 3) }, () => paragraph(words.sentence()));
      return { type: 'bulletList', content: items.map((item) => ({ type: 'listItem', content: [item] })) };
    }
    case 'table':
      return table(chance.between(1, 2), words);
  }
}

function table(rows: number, words: Words): Block {
  const cell = () => ({ type: 'tableCell', attrs: {}, content: [paragraph(words.cell())] });
  return {
    type: 'table',
    attrs: { isNumberColumnEnabled: false, layout: 'default' },
    content: Array.from({ length: rows }, () => ({ type: 'tableRow', content: [cell(), cell()] })),
  };
}

function paragraph(text: string): Block {
  return { type: 'paragraph', content: [{ type: 'text', text }] };
}

function documentOf(content: readonly Block[]): JsonValue {
  return { type: 'doc', version: 1, content };
}

function blocksOf(document: JsonValue): readonly Block[] {
  if (document === null || typeof document !== 'object' || !('content' in document)) return [];
  return Array.isArray(document.content) ? (document.content as readonly Block[]) : [];
}
