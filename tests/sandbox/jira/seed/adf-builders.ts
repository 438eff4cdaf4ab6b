import type { JsonValue } from '../../../../backend/shared/index.js';

/** The Atlassian document nodes that the seeded descriptions are made of. */
export type AdfNode = { readonly [key: string]: JsonValue };

export function doc(...content: readonly AdfNode[]): AdfNode {
  return { type: 'doc', version: 1, content };
}

export function text(words: string, ...marks: readonly string[]): AdfNode {
  return { type: 'text', text: words, ...(marks.length === 0 ? {} : { marks: marks.map((type) => ({ type })) }) };
}

export function link(words: string, href: string): AdfNode {
  return { type: 'text', text: words, marks: [{ type: 'link', attrs: { href } }] };
}

export function mention(accountId: string, displayName: string): AdfNode {
  return { type: 'mention', attrs: { id: accountId, text: `@${displayName}` } };
}

export function paragraph(...content: readonly (AdfNode | string)[]): AdfNode {
  return { type: 'paragraph', content: content.map((part) => (typeof part === 'string' ? text(part) : part)) };
}

export function heading(level: number, words: string): AdfNode {
  return { type: 'heading', attrs: { level }, content: [text(words)] };
}

export function bulletList(items: readonly string[]): AdfNode {
  return { type: 'bulletList', content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })) };
}

export function orderedList(items: readonly string[]): AdfNode {
  const content = items.map((item) => ({ type: 'listItem', content: [paragraph(item)] }));
  return { type: 'orderedList', attrs: { order: 1 }, content };
}

export function codeBlock(language: string, code: string): AdfNode {
  return { type: 'codeBlock', attrs: { language }, content: [text(code)] };
}

export function panel(panelType: string, words: string): AdfNode {
  return { type: 'panel', attrs: { panelType }, content: [paragraph(words)] };
}

/** The first row is the header. */
export function table(rows: readonly (readonly string[])[]): AdfNode {
  return {
    type: 'table',
    attrs: { isNumberColumnEnabled: false, layout: 'default' },
    content: rows.map((row, index) => ({
      type: 'tableRow',
      content: row.map((cell) => ({
        type: index === 0 ? 'tableHeader' : 'tableCell',
        attrs: {},
        content: [paragraph(cell)],
      })),
    })),
  };
}
