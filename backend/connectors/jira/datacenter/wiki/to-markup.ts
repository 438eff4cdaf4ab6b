import { type AdfDocument, type AdfNode, adfToText } from '../../../sdk/index.js';
import { encodeMarkup } from './converter.js';
import { escaped } from './escapes.js';
import { fromMarkup } from './from-markup.js';
import { sourceOf } from './sources.js';

/** Between blocks: an empty line. */
const GAP = '\n\n';

/**
 * A document as wiki markup. Words that would mean something in markup are escaped, and only where they would: most texts stay
 * as people wrote them.
 */
export function toMarkup(document: AdfDocument): string {
  const isPlain = document.content.every((block) => isPlainParagraph(block) && sourceOf(block) === undefined);
  if (isPlain) return plainMarkup(adfToText(document));
  return document.content.map((block) => sourceOf(block) ?? blockMarkup(block)).join(GAP);
}

/** The first that reads back as these words: as it is, with the lines escaped that need it, with all of them. */
function plainMarkup(text: string): string {
  const lines = text.split('\n');
  const someEscaped = lines.map((line) => (readsAs(line, line) ? line : escaped(line))).join('\n');
  return [text, someEscaped].find((markup) => readsAs(markup, text)) ?? lines.map(escaped).join('\n');
}

function readsAs(markup: string, text: string): boolean {
  const document = fromMarkup(markup);
  return document.content.every(isPlainParagraph) && adfToText(document) === text;
}

function blockMarkup(block: AdfNode): string {
  if (isPlainParagraph(block)) return plainMarkup(adfToText({ type: 'doc', content: [block] }));
  const asItIs = encodeMarkup([block]);
  if (showsWordsOf(asItIs, block)) return asItIs;
  // The editor's own escapes stand before ours in a few places: one is enough.
  const safe = encodeMarkup([withEscapes(block)]).replace(/\\\\(?=[{[!])/g, '\\');
  return showsWordsOf(safe, block) ? safe : asItIs;
}

function showsWordsOf(markup: string, block: AdfNode): boolean {
  return words(fromMarkup(markup).content) === words([block]);
}

function words(content: readonly AdfNode[]): string {
  return adfToText({ type: 'doc', content }).replace(/\s+/g, ' ').trim();
}

function withEscapes(node: AdfNode): AdfNode {
  if (node.type === 'codeBlock' || node.marks?.some((mark) => mark.type === 'code')) return node;
  return {
    ...node,
    ...(node.text === undefined ? {} : { text: escaped(node.text) }),
    ...(node.content === undefined ? {} : { content: node.content.map(withEscapes) }),
  };
}

function isPlainParagraph(block: AdfNode): boolean {
  if (block.type !== 'paragraph' || (block.marks?.length ?? 0) > 0) return false;
  return (block.content ?? []).every(
    (node) => node.type === 'hardBreak' || (node.type === 'text' && (node.marks?.length ?? 0) === 0),
  );
}
