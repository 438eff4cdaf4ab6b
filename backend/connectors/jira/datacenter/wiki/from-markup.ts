import { canonicalJson } from '../../../../shared/index.js';
import { type AdfDocument, type AdfNode, textToAdf } from '../../../sdk/index.js';
import { parseMarkup } from './converter.js';
import { unescaped } from './escapes.js';
import { rememberSource } from './sources.js';

/**
 * Wiki markup as a document. A text without any formatting becomes exactly its lines, blanks and all, so that what travels
 * through Jira as plain text comes back as it was; everything else becomes what the editor makes of it.
 */
export function fromMarkup(markup: string): AdfDocument {
  const source = markup.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const parsed = parseMarkup(source);
  const words = plainWords(parsed);
  const plain = unescaped(source);
  if (words !== null && withoutBlanks(words) === withoutBlanks(plain)) return textToAdf(plain);
  return withSources(parsed, source);
}

/** The same document; blocks that are a paragraph of the markup by themselves remember how they were written. */
function withSources(document: AdfDocument, source: string): AdfDocument {
  const pieces = source.split(/\n(?:[ \t]*\n)+/).map((markup) => ({ markup, blocks: parseMarkup(markup).content }));
  const content = pieces.flatMap(({ blocks }) => blocks);
  if (canonicalJson(content) !== canonicalJson(document.content)) return document;
  for (const { markup, blocks } of pieces) {
    if (blocks[0] !== undefined && blocks.length === 1) rememberSource(blocks[0], markup);
  }
  return { ...document, content };
}

/** The text of a document without formatting; null when it has any. Addresses that became links by themselves are none. */
function plainWords(document: AdfDocument): string | null {
  const parts: string[] = [];
  for (const block of document.content) {
    if (block.type !== 'paragraph') return null;
    for (const node of block.content ?? []) {
      if (node.type !== 'hardBreak' && !isPlain(node)) return null;
      parts.push(node.text ?? ' ');
    }
    parts.push(' ');
  }
  return parts.join('');
}

function isPlain({ type, text, marks = [] }: AdfNode): boolean {
  return type === 'text' && marks.every((mark) => mark.type === 'link' && mark.attrs?.href === text);
}

/** Blanks at the beginnings of lines and empty lines are lost on the way through the editor. */
function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}
