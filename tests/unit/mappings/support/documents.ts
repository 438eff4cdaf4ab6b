import fc from 'fast-check';
import type { AdfDocument, AdfNode } from '../../../../backend/connectors/sdk/index.js';

/** A document of these blocks. */
export function doc(...content: readonly AdfNode[]): AdfDocument {
  return { type: 'doc', version: 1, content };
}

/** A paragraph of texts and inline nodes. */
export function p(...content: readonly (AdfNode | string)[]): AdfNode {
  return { type: 'paragraph', content: content.map(inline) };
}

/** A heading of the second level. */
export function h2(...content: readonly (AdfNode | string)[]): AdfNode {
  return { type: 'heading', attrs: { level: 2 }, content: content.map(inline) };
}

/** A text with a mark. */
export function marked(text: string, type: string): AdfNode {
  return { type: 'text', text, marks: [{ type }] };
}

/** A mention of a person. */
export function mention(name: string): AdfNode {
  return { type: 'mention', attrs: { id: `id-of-${name}`, text: `@${name}` } };
}

/** A table of texts. */
export function table(...rows: readonly (readonly string[])[]): AdfNode {
  return {
    type: 'table',
    content: rows.map((cells) => ({
      type: 'tableRow',
      content: cells.map((cell) => ({ type: 'tableCell', content: [p(...(cell === '' ? [] : [cell]))] })),
    })),
  };
}

/** A bullet list of blocks. */
export function bullets(...items: readonly (readonly AdfNode[])[]): AdfNode {
  return { type: 'bulletList', content: items.map((content) => ({ type: 'listItem', content })) };
}

/** A numbered list of paragraphs. */
export function numbers(...items: readonly AdfNode[]): AdfNode {
  return { type: 'orderedList', content: items.map((item) => ({ type: 'listItem', content: [item] })) };
}

/** A coloured box. */
export function panel(...content: readonly AdfNode[]): AdfNode {
  return { type: 'panel', attrs: { panelType: 'info' }, content };
}

/** An image that is an attachment. */
export function image(name: string): AdfNode {
  return {
    type: 'mediaSingle',
    attrs: { layout: 'center' },
    content: [{ type: 'media', attrs: { type: 'file', id: `file-${name}`, collection: '', alt: name } }],
  };
}

/** Program text. */
export function code(text: string): AdfNode {
  return { type: 'codeBlock', attrs: { language: 'sh' }, content: text === '' ? [] : [{ type: 'text', text }] };
}

/** Words without blanks at their ends and without what marks a list or a table. */
export const words = fc
  .array(fc.constantFrom('alpha', 'beta', 'gamma', 'Ünïcode', '漢字', '42', 'x', 'e.g.'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => list.join(' '));

const inlines = fc
  .array(
    fc.oneof(
      words.map((text): AdfNode => ({ type: 'text', text: `${text} ` })),
      words.map((text) => marked(`${text} `, 'strong')),
      fc.constantFrom('Ann', 'Bob Miller').map(mention),
      fc.constant<AdfNode>({ type: 'hardBreak' }),
    ),
    { maxLength: 4 },
  )
  .map((nodes) => [...nodes, { type: 'text', text: 'end' }]);

/** Paragraphs and headings of formatted words, mentions and breaks. */
export const textualBlock: fc.Arbitrary<AdfNode> = fc.oneof(
  inlines.map((nodes) => p(...nodes)),
  inlines.map((nodes) => h2(...nodes)),
);

/** Any block that we know. */
export const anyBlock: fc.Arbitrary<AdfNode> = fc.oneof(
  { weight: 4, arbitrary: textualBlock },
  fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 3 }).map((rows) => table(...rows)),
  fc.array(words, { minLength: 1, maxLength: 3 }).map((items) => bullets(...items.map((item) => [p(item)]))),
  fc.array(words, { minLength: 1, maxLength: 3 }).map((items) => numbers(...items.map((item) => p(item)))),
  fc.array(textualBlock, { minLength: 1, maxLength: 2 }).map((blocks) => panel(...blocks)),
  words.map((name) => image(`${name}.png`)),
  fc.array(words, { minLength: 1, maxLength: 3 }).map((lines) => code(lines.join('\n'))),
);

function inline(node: AdfNode | string): AdfNode {
  return typeof node === 'string' ? { type: 'text', text: node } : node;
}
