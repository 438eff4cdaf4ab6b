import { type AdfDocument, textToAdf } from '../../connectors/sdk/index.js';
import { carryTextIntoBlocks } from './carry-text-into-blocks.js';

/**
 * Makes in a document the change that leads from one plain text to another: `before` is what was read off the document, or what
 * another tool made of that. A block whose text did not move keeps its node; in a block whose text did, everything that the
 * edit leaves alone stays as it is (mentions, formatting, cells, items). Null when nothing is left.
 */
export function carryTextIntoDocument(document: AdfDocument | null, before: string, after: string): AdfDocument | null {
  const text = after.replaceAll('\r\n', '\n').trimEnd();
  if (text === '') return null;
  if (document === null) return textToAdf(text);
  const content = carryTextIntoBlocks(document.content, before.replaceAll('\r\n', '\n').trimEnd(), text);
  return { ...document, content };
}
