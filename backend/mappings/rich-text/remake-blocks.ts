import type { AdfNode } from '../../connectors/sdk/index.js';
import { paragraphsOf } from './block-text.js';
import { carryTextIntoParagraphs } from './carry-text-into-paragraphs.js';
import { type CarryIntoBlocks, carryTextIntoStructure } from './carry-text-into-structure.js';
import { isTextual } from './textual-block.js';

/**
 * New blocks for a text that was edited, made of the blocks that it was in: words keep their formatting and mentions, lists and
 * tables their structure. Where the edit leaves no structure that could be kept, plain paragraphs.
 */
export function remakeBlocks(
  owners: readonly AdfNode[],
  text: string,
  intoBlocks: CarryIntoBlocks,
): readonly AdfNode[] {
  const [owner] = owners;
  if (owner === undefined) return paragraphsOf(text);
  if (owners.every(isTextual)) return carryTextIntoParagraphs(owners, text);
  const structure = owners.length === 1 ? carryTextIntoStructure(owner, text, intoBlocks) : null;
  return structure === null ? paragraphsOf(text) : [structure];
}
