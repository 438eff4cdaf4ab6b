import type { JsonValue } from '../../../../backend/shared/index.js';

const BLOCKS = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'listItem',
  'tableRow',
  'rule',
  'taskItem',
  'decisionItem',
]);

/** The words of a document, one block a line: what the changelog shows and text search reads. */
export function adfText(node: JsonValue): string {
  return wordsOf(node).trim();
}

function wordsOf(node: JsonValue): string {
  if (node === null || typeof node !== 'object') return '';
  if (Array.isArray(node)) return (node as readonly JsonValue[]).map(wordsOf).join('');
  const { type, text, content, attrs } = node as { readonly [key: string]: JsonValue };
  if (type === 'text') return String(text);
  if (type === 'hardBreak') return '\n';
  const label = (attrs as { readonly text?: JsonValue } | undefined)?.text;
  const words = typeof label === 'string' ? label : wordsOf(content ?? null);
  return BLOCKS.has(String(type)) && !words.endsWith('\n') ? `${words}\n` : words;
}
