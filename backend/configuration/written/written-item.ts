import type { CommentRule, FieldRule, ItemRule } from '../../mappings/index.js';
import { formatSize } from '../text/quantity.js';
import { type WrittenEntry, type WrittenValue, written } from './written-value.js';

/** What an entry of `items` is where it says nothing. */
export const ITEM_DEFAULTS = written({
  when: new Map(),
  onCreate: new Map(),
  comments: false,
  attachments: false,
  worklogs: false,
  links: false,
});

/** An entry of `items` in the words of the file, with every key. @param commentsOfSync what holds where the entry has no `comments`. */
export function writtenItem(item: ItemRule, commentsOfSync: CommentRule): WrittenEntry {
  return written({
    left: item.left ?? 'any',
    right: item.right ?? 'any',
    when: written(item.when),
    onCreate: withoutEmpty(item.onCreate),
    fields: item.fields.map(writtenField),
    comments: writtenComments(item.comments ?? commentsOfSync),
    attachments: writtenAttachments(item.attachments),
    worklogs: item.worklogs === true,
    links: item.links === true,
  });
}

/** A row of `fields`: the short form where nothing but two fields is said. */
export function writtenField(rule: FieldRule): WrittenValue {
  const { left, right, direction, values, toRight, toLeft, conflicts } = rule;
  const isComputed = left === null || right === null;
  const entry = written({
    left,
    right,
    values: values === null ? null : writtenValues(values),
    toRight,
    toLeft,
    direction: isComputed || direction === 'both' ? null : direction,
    conflicts,
    transition: withoutEmpty(rule.transition, null),
  });
  return entry.size === 2 && !isComputed ? [left, right] : entry;
}

function writtenValues(pairs: readonly { readonly left: string; readonly right: string }[]): WrittenEntry {
  const rights = new Map<string, string[]>();
  for (const { left, right } of pairs) rights.set(left, [...(rights.get(left) ?? []), right]);
  return new Map([...rights].map(([left, partners]) => [left, partners.length === 1 ? (partners[0] ?? '') : partners]));
}

function writtenComments(comments: CommentRule): WrittenValue {
  if (comments === 'none' || comments === 'auto') return comments === 'auto';
  return written(comments);
}

function writtenAttachments(attachments: ItemRule['attachments']): WrittenValue {
  if (attachments === undefined) return false;
  const { maxSizeBytes, exclude } = attachments;
  const entry = written({
    maxSize: maxSizeBytes === null ? null : formatSize(maxSizeBytes),
    exclude: exclude.length === 0 ? null : exclude,
  });
  return entry.size === 0 ? true : entry;
}

type BySide = {
  readonly left: Readonly<Record<string, WrittenValue>>;
  readonly right: Readonly<Record<string, WrittenValue>>;
};

function withoutEmpty(sides: BySide): WrittenEntry;
function withoutEmpty(sides: BySide, whenEmpty: null): WrittenEntry | null;
function withoutEmpty({ left, right }: BySide, whenEmpty: null | WrittenEntry = new Map()): WrittenEntry | null {
  const filled = (values: Readonly<Record<string, WrittenValue>>) =>
    Object.keys(values).length === 0 ? null : new Map(Object.entries(values));
  const entry = written({ left: filled(left), right: filled(right) });
  return entry.size === 0 ? whenEmpty : entry;
}
