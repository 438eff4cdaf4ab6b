import type { AdfDocument, AdfNode } from '../../connectors/sdk/index.js';
import { canonicalJson } from '../../shared/index.js';

/** Nodes never change, and a long description is compared many times over in one merge. */
const known = new WeakMap<AdfNode, string>();

/** Equal for nodes that say the same: `localId`s are given anew by Jira at every write and mean nothing to a reader. */
export function blockKey(node: AdfNode): string {
  const key = known.get(node) ?? canonicalJson(withoutLocalIds(node));
  known.set(node, key);
  return key;
}

/** The keys of a document's blocks. */
export function blockKeys(document: AdfDocument): readonly string[] {
  return document.content.map(blockKey);
}

function withoutLocalIds(node: AdfNode): unknown {
  const { attrs, content, ...rest } = node;
  const { localId: _, ...kept } = attrs ?? {};
  return {
    ...rest,
    attrs: Object.keys(kept).length === 0 ? undefined : kept,
    content: content === undefined || content.length === 0 ? undefined : content.map(withoutLocalIds),
  };
}
