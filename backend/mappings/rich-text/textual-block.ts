import type { AdfNode } from '../../connectors/sdk/index.js';

/** Whether a block is nothing but a line of words: what is typed between two blank lines. */
export function isTextual(block: AdfNode | undefined): boolean {
  return block?.type === 'paragraph' || block?.type === 'heading';
}
