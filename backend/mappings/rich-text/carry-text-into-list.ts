import type { AdfNode } from '../../connectors/sdk/index.js';
import { blockText, paragraphsOf } from './block-text.js';
import { carryTextIntoChildren } from './carry-text-into-children.js';
import { carryTextIntoInline } from './carry-text-into-paragraphs.js';

/** How far the further lines of an item stand in. */
const INDENT = '  ';
const MARKERS: Readonly<Record<string, RegExp>> = {
  bulletList: /^- /,
  decisionList: /^- /,
  orderedList: /^\d+\. /,
  taskList: /^\[(?<state>[ xX])\] /,
};

/** Edits a list inside an item. */
type CarryIntoList = (list: AdfNode, text: string) => AdfNode | null;

interface WrittenItem {
  readonly text: string;
  readonly isDone: boolean;
}

/** Edits, adds and removes items. Null when the text is no longer a list of this kind. */
export function carryTextIntoList(list: AdfNode, text: string, intoList: CarryIntoList): AdfNode | null {
  const wanted = itemsOf(list, text);
  if (wanted === null) return null;
  const items = list.content ?? [];
  const before = items.flatMap((item) => itemsOf(list, blockText({ ...list, content: [item] })) ?? []);
  if (before.length !== items.length) return null;
  return carryTextIntoChildren(list, { before: before.map(keyOf), after: wanted.map(keyOf) }, (index, replaced) => {
    const written = wanted[index];
    return written === undefined ? null : writeItem(list, replaced, written, intoList);
  });
}

function keyOf({ text, isDone }: WrittenItem): string {
  return `${isDone} ${text}`;
}

function itemsOf(list: AdfNode, text: string): readonly WrittenItem[] | null {
  const items: { lines: string[]; isDone: boolean }[] = [];
  for (const line of text.split('\n')) {
    const marker = MARKERS[list.type]?.exec(line) ?? null;
    if (marker !== null) {
      items.push({ lines: [line.slice(marker[0].length)], isDone: marker.groups?.state?.toLowerCase() === 'x' });
    } else if (line.startsWith(INDENT) && items.length > 0) {
      items.at(-1)?.lines.push(line.slice(INDENT.length));
    } else {
      return null;
    }
  }
  return items.map(({ lines, isDone }) => ({ text: lines.join('\n'), isDone }));
}

function writeItem(
  list: AdfNode,
  replaced: AdfNode | null,
  { text, isDone }: WrittenItem,
  intoList: CarryIntoList,
): AdfNode | null {
  if (list.type === 'taskList' || list.type === 'decisionList') {
    // Jira demands a `localId` of a task, and a new one is not ours to give.
    const content = replaced?.type.endsWith('Item') ? carryTextIntoInline(replaced.content ?? [], text) : null;
    if (replaced === null || content === null) return null;
    const state = list.type === 'taskList' ? { state: isDone ? 'DONE' : 'TODO' } : {};
    return { ...replaced, attrs: { ...replaced.attrs, ...state }, content };
  }
  if (replaced === null) return { type: 'listItem', content: paragraphsOf(text) };
  const [paragraph, inner, ...more] = replaced.content ?? [];
  if (paragraph?.type !== 'paragraph' || more.length > 0) return null;
  if (inner !== undefined) return carryIntoNested(replaced, { paragraph, inner }, text, intoList);
  const content = carryTextIntoInline(paragraph.content ?? [], text);
  return content === null ? null : { ...replaced, content: [{ ...paragraph, content }] };
}

/** An item with a list in it: the first lines are its own, the rest is the inner list's. */
function carryIntoNested(
  item: AdfNode,
  { paragraph, inner }: { readonly paragraph: AdfNode; readonly inner: AdfNode },
  text: string,
  intoList: CarryIntoList,
): AdfNode | null {
  const lines = text.split('\n');
  const own = blockText(paragraph).split('\n').length;
  const content = carryTextIntoInline(paragraph.content ?? [], lines.slice(0, own).join('\n'));
  const rest = lines.slice(own).join('\n');
  const nested = rest === blockText(inner) ? inner : intoList(inner, rest);
  return content === null || nested === null ? null : { ...item, content: [{ ...paragraph, content }, nested] };
}
