import type { AdfNode } from '../../connectors/sdk/index.js';
import { blocksText, blockText } from './block-text.js';
import { carryTextIntoList } from './carry-text-into-list.js';
import { carryTextIntoTable } from './carry-text-into-table.js';

const QUOTE = '> ';

/** `carryTextIntoBlocks`, for what a block holds in its turn. */
export type CarryIntoBlocks = (blocks: readonly AdfNode[], before: string, after: string) => readonly AdfNode[];

/** Edits the text of a block that is more than a paragraph. Null when its structure cannot say the new text. */
export function carryTextIntoStructure(block: AdfNode, text: string, intoBlocks: CarryIntoBlocks): AdfNode | null {
  const edited = edit(block, text, intoBlocks);
  return edited !== null && withoutNumbers(blockText(edited)) === withoutNumbers(text) ? edited : null;
}

function edit(block: AdfNode, text: string, intoBlocks: CarryIntoBlocks): AdfNode | null {
  const intoContent = (words: string): AdfNode => {
    const content = block.content ?? [];
    return { ...block, content: intoBlocks(content, blocksText(content), words) };
  };
  switch (block.type) {
    case 'codeBlock':
      return { ...block, content: text === '' ? [] : [{ type: 'text', text }] };
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
    case 'decisionList':
      return carryTextIntoList(block, text, (inner, words) => carryTextIntoStructure(inner, words, intoBlocks));
    case 'table':
      return carryTextIntoTable(block, text);
    case 'blockquote':
      return intoContent(unquoted(text));
    case 'expand':
    case 'nestedExpand': {
      const title = blockText({ ...block, content: [] });
      return text.startsWith(title) ? intoContent(text.slice(title.length).replace(/^\n\n/, '')) : null;
    }
    case 'panel':
    case 'bodiedExtension':
      return intoContent(text);
    default:
      return null;
  }
}

function unquoted(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith(QUOTE) ? line.slice(QUOTE.length) : line))
    .join('\n');
}

/** An ordered list counts by itself: items that a person numbered otherwise are the same list. */
function withoutNumbers(text: string): string {
  return text.replace(/^( *)\d+\. /gm, '$1- ');
}
