import type { AdfNode } from '../../../sdk/index.js';

const sources = new WeakMap<AdfNode, string>();

/**
 * Remembers from which markup a block was made, as long as the block lives. An edit carries the blocks that it does not concern
 * as they were read, and so these go back as they were written: colours of panels and widths of pictures that a document cannot hold
 * do not suffer from a change elsewhere in the text.
 */
export function rememberSource(block: AdfNode, markup: string): void {
  sources.set(block, markup);
}

/** Undefined for a block that was not read from markup. */
export function sourceOf(block: AdfNode): string | undefined {
  return sources.get(block);
}
