import type { AdfDocument, AdfNode } from '../../connectors/sdk/index.js';
import { canonicalJson } from '../../shared/index.js';

/**
 * The document without differences that tools make when they store one: neighbouring texts of the same marks are joined, marks
 * sorted, trailing blanks and empty paragraphs at the end dropped.
 */
export function tidyDocument(document: AdfDocument): AdfDocument {
  const content = document.content.map(tidyNode);
  while (isEmptyParagraph(content.at(-1))) content.pop();
  return { ...document, content };
}

/** Joins neighbouring texts of the same marks. */
export function joinTexts(nodes: readonly AdfNode[]): readonly AdfNode[] {
  const joined: AdfNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (last?.text !== undefined && node.text !== undefined && marksKey(last) === marksKey(node)) {
      joined[joined.length - 1] = { ...last, text: last.text + node.text };
    } else {
      joined.push(node);
    }
  }
  return joined;
}

/** Equal for the same marks in any order. */
export function marksKey(node: AdfNode): string {
  return node.marks === undefined ? '' : node.marks.map(canonicalJson).sort().join();
}

function tidyNode(node: AdfNode): AdfNode {
  const { marks, content, text, ...rest } = node;
  const sorted = marks?.toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  return {
    ...rest,
    ...(text === undefined ? {} : { text: text.replaceAll('\r\n', '\n') }),
    ...(sorted === undefined || sorted.length === 0 ? {} : { marks: sorted }),
    ...(content === undefined ? {} : { content: withoutTrailingBlanks(joinTexts(content.map(tidyNode))) }),
  };
}

function withoutTrailingBlanks(nodes: readonly AdfNode[]): readonly AdfNode[] {
  const last = nodes.at(-1);
  if (last?.text === undefined) return nodes;
  const text = last.text.trimEnd();
  return text === '' ? nodes.slice(0, -1) : [...nodes.slice(0, -1), { ...last, text }];
}

function isEmptyParagraph(node: AdfNode | undefined): boolean {
  return node?.type === 'paragraph' && (node.content === undefined || node.content.length === 0);
}
