import type { AdfDocument, AdfNode } from './values.js';

/** Blocks are parted by a blank line, so that a document reads as people write mail. */
const BLOCK_GAP = '\n\n';

/**
 * Plain text as a document: a blank line begins a paragraph, a line break stays one. `adfToText` gives exactly the same text
 * back, so a text that travels through a rich field does not change.
 */
export function textToAdf(text: string): AdfDocument {
  const paragraphs = text.replaceAll('\r\n', '\n').split(BLOCK_GAP);
  return { type: 'doc', version: 1, content: text === '' ? [] : paragraphs.map(paragraph) };
}

/** The words of a document; what plain text cannot say (colours, tables' lines) is left out, nothing that can be read is. */
export function adfToText(document: AdfNode): string {
  return blocks(document.content ?? []);
}

function paragraph(text: string): AdfNode {
  const content = text
    .split('\n')
    .flatMap((line, index): AdfNode[] => [
      ...(index === 0 ? [] : [{ type: 'hardBreak' }]),
      ...(line === '' ? [] : [{ type: 'text', text: line }]),
    ]);
  return { type: 'paragraph', content };
}

function blocks(nodes: readonly AdfNode[]): string {
  return nodes.map(block).join(BLOCK_GAP);
}

function block(node: AdfNode): string {
  const content = node.content ?? [];
  switch (node.type) {
    case 'bulletList':
    case 'decisionList':
      return list(content, () => '- ');
    case 'orderedList':
      return list(content, (index) => `${firstNumber(node) + index}. `);
    case 'taskList':
      return list(content, (_index, item) => (item.attrs?.state === 'DONE' ? '[x] ' : '[ ] '));
    case 'blockquote':
      return blocks(content).replaceAll(/^/gm, '> ');
    case 'table':
      return content.map((row) => (row.content ?? []).map(oneLine).join(' | ')).join('\n');
    case 'expand':
    case 'nestedExpand':
      return [attribute(node, 'title'), blocks(content)].filter((part) => part !== '').join(BLOCK_GAP);
    case 'rule':
      return '----';
    default:
      return content.length > 0 && content.every(isBlock) ? blocks(content) : inlineText(node);
  }
}

function list(items: readonly AdfNode[], bullet: (index: number, item: AdfNode) => string): string {
  return items
    .map((item, index) => {
      const isNested = item.type === 'taskList';
      const text = isNested ? block(item) : itemText(item);
      const indented = text.replaceAll('\n', '\n  ');
      return isNested ? `  ${indented}` : bullet(index, item) + indented;
    })
    .join('\n');
}

/** The parts of a list item stand close together: its own words, then the list within. */
function itemText(item: AdfNode): string {
  const content = item.content ?? [];
  return content.some(isBlock) ? content.map(block).join('\n') : inlineText(item);
}

function oneLine(cell: AdfNode): string {
  return blocks(cell.content ?? []).replaceAll(/\s*\n\s*/g, ' ');
}

function inlineText(node: AdfNode): string {
  switch (node.type) {
    case 'text':
      return linked(node);
    case 'hardBreak':
      return '\n';
    case 'mention':
      return attribute(node, 'text') || `@${attribute(node, 'id')}`;
    case 'emoji':
      return attribute(node, 'text') || attribute(node, 'shortName');
    case 'date':
      return dayOf(attribute(node, 'timestamp'));
    case 'inlineCard':
    case 'blockCard':
    case 'embedCard':
      return attribute(node, 'url');
    case 'media':
    case 'mediaInline':
      return `[${attribute(node, 'alt') || attribute(node, 'url') || 'attachment'}]`;
    default:
      return node.content === undefined ? attribute(node, 'text') : node.content.map(inlineText).join('');
  }
}

function linked(node: AdfNode): string {
  const text = node.text ?? '';
  const href = node.marks?.find((mark) => mark.type === 'link')?.attrs?.href;
  return typeof href !== 'string' || href === text ? text : `${text} (${href})`;
}

const INLINE_TYPES = new Set([
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'date',
  'status',
  'inlineCard',
  'mediaInline',
  'placeholder',
  'inlineExtension',
]);

function isBlock(node: AdfNode): boolean {
  return !INLINE_TYPES.has(node.type);
}

function attribute(node: AdfNode, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === 'string' ? value : '';
}

function firstNumber(orderedList: AdfNode): number {
  const order = orderedList.attrs?.order;
  return typeof order === 'number' ? order : 1;
}

function dayOf(timestamp: string): string {
  const day = new Date(Number(timestamp));
  return timestamp === '' || Number.isNaN(day.getTime()) ? '' : day.toISOString().slice(0, 10);
}
