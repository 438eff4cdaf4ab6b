import type { AdfNode } from '../../connectors/sdk/index.js';
import { carryChange } from '../sequences/index.js';

/**
 * Edits a block that is a row of like children: one whose key stays keeps its node, one that is new is made by `write`, given
 * the child that stood in its place. Null when one cannot be made.
 */
export function carryTextIntoChildren(
  block: AdfNode,
  keys: { readonly before: readonly string[]; readonly after: readonly string[] },
  write: (index: number, replaced: AdfNode | null) => AdfNode | null,
): AdfNode | null {
  const children = block.content ?? [];
  const content: AdfNode[] = [];
  let stretch: readonly number[] = [];
  let offset = 0;
  for (const element of carryChange(keys.before, keys.before, keys.after)) {
    if (element.from === 'after') {
      offset = element.replaces === stretch ? offset + 1 : 0;
      stretch = element.replaces;
    }
    const child =
      element.from === 'target'
        ? (children[element.index] ?? null)
        : write(element.index, children[element.replaces[offset] ?? -1] ?? null);
    if (child === null) return null;
    content.push(child);
  }
  return { ...block, content };
}
