import type { AdfDocument, FieldValue } from '../../connectors/sdk/index.js';
import { blockKey, blockText } from '../rich-text/index.js';
import { carryChange } from '../sequences/index.js';
import { isDocument } from '../values/index.js';

/** Makes in a document the change between two others, block by block. */
export function carryBlocks(target: FieldValue, before: AdfDocument, after: AdfDocument): FieldValue {
  if (!isDocument(target)) return after;
  const carried = carryChange(keysLike(target, before), before.content.map(blockKey), after.content.map(blockKey));
  const blocks = { target: target.content, after: after.content };
  const content = carried.flatMap(({ from, index }) => blocks[from].slice(index, index + 1));
  return content.length === 0 ? null : { ...target, content };
}

/**
 * Keys of a document's blocks in which a block that another tool only laid out differently counts as the one that it came
 * from: that is known by its words.
 */
function keysLike(document: AdfDocument, origin: AdfDocument): readonly string[] {
  const known = new Set(origin.content.map(blockKey));
  const byText = new Map(origin.content.map((block) => [blockText(block), blockKey(block)]));
  return document.content.map((block) => {
    const key = blockKey(block);
    return known.has(key) ? key : (byText.get(blockText(block)) ?? key);
  });
}
