import type { JsonValue } from '../../../../backend/shared/index.js';
import type { SandboxRandom } from '../../http/index.js';

/** Block nodes on which Jira's editor leaves a localId. */
const MARKED = new Set([
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'codeBlock',
  'table',
  'tableRow',
  'tableCell',
  'tableHeader',
  'rule',
  'panel',
  'blockquote',
  'mention',
  'date',
  'status',
]);

/** The same document with a localId on each node that lacks one; what it says does not change. */
export function addLocalIds(node: JsonValue, random: SandboxRandom): JsonValue {
  if (node === null || typeof node !== 'object') return node;
  if (Array.isArray(node)) return (node as readonly JsonValue[]).map((child) => addLocalIds(child, random));
  const { content, attrs, ...rest } = node as { readonly [key: string]: JsonValue };
  const own = (attrs ?? {}) as { readonly [key: string]: JsonValue };
  const marked = MARKED.has(String(rest.type)) && own.localId === undefined;
  const nextAttrs = marked ? { ...own, localId: localId(random) } : attrs;
  return {
    ...rest,
    ...(nextAttrs === undefined ? {} : { attrs: nextAttrs }),
    ...(content === undefined ? {} : { content: addLocalIds(content, random) }),
  };
}

function localId(random: SandboxRandom): string {
  return Array.from({ length: 12 }, () => Math.floor(random() * 16).toString(16)).join('');
}
