import { type AdfNode, adfToText, textToAdf } from '../../connectors/sdk/index.js';

/** What a reader of plain text sees of one block. */
export function blockText(block: AdfNode): string {
  return blocksText([block]);
}

/** Blocks one under another, a blank line between, as `adfToText` puts them together. */
export function blocksText(blocks: readonly AdfNode[]): string {
  return adfToText({ type: 'doc', content: blocks });
}

/** Plain text as at least one paragraph, for what must not be empty. */
export function paragraphsOf(text: string): readonly AdfNode[] {
  return text === '' ? [{ type: 'paragraph', content: [] }] : textToAdf(text).content;
}

/** A stretch of a paragraph's plain text and the inline node that it shows; null for what only the plain form adds, a link's address. */
export interface InlineRun {
  readonly text: string;
  readonly node: AdfNode | null;
}

/** The plain text of a paragraph's content, in stretches. */
export function inlineRuns(content: readonly AdfNode[]): readonly InlineRun[] {
  return content.flatMap((node): readonly InlineRun[] => {
    const text = blockText({ type: 'paragraph', content: [node] });
    if (node.text === undefined || node.text.length === text.length) return [{ text, node }];
    return [
      { text: node.text, node },
      { text: text.slice(node.text.length), node: null },
    ];
  });
}
