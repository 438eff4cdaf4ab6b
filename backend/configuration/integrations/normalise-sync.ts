import type { CommentRule, FieldRule, ItemRule, SyncDefinition } from '../../mappings/index.js';
import { jsonHash } from '../../shared/index.js';
import type { KnownConnection } from '../connections/read-connection.js';
import type { SyncEntry } from '../schema/integration-schema.js';
import type { ItemEntry, LongFieldEntry } from '../schema/item-schema.js';
import type { KeyPath } from '../text/key-path.js';
import { parseDuration, parseSize } from '../text/quantity.js';
import { longForm } from './check-items.js';
import { normaliseSide } from './check-sides.js';
import { DEFAULTS } from './defaults.js';

/** The keys at a path of the file in the order in which they are written; in `values` the first of several is preferred. */
type KeysAt = (path: KeyPath) => readonly string[];

/** The normal form of a sync without faults that stands at `path`. */
export function normaliseSync(
  entry: SyncEntry,
  connections: ReadonlyMap<string, KnownConnection>,
  path: KeyPath,
  keysAt: KeysAt,
): SyncDefinition {
  const duration = (text: string | undefined, byDefault: number) =>
    text === undefined ? byDefault : parseDuration(text);
  const comments = normaliseComments(entry.items[0]?.comments);
  return {
    kind: 'sync',
    start: entry.start ?? DEFAULTS.start,
    delayMs: duration(entry.delay, DEFAULTS.delayMs),
    left: normaliseSide(entry.left, connections),
    right: normaliseSide(entry.right, connections),
    backfill: normaliseBackfill(entry.backfill),
    match: entry.match ?? DEFAULTS.match,
    initial: entry.initial ?? DEFAULTS.initial,
    create: entry.create ?? DEFAULTS.create,
    overlapMs: duration(entry.overlap, DEFAULTS.overlapMs),
    settleMs: duration(entry.settle, DEFAULTS.settleMs),
    conflicts: entry.conflicts ?? DEFAULTS.conflicts,
    deletes: entry.deletes ?? DEFAULTS.deletes,
    panel: entry.panel ?? DEFAULTS.panel,
    deleteLimit: {
      percent: entry.deleteLimit?.percent ?? DEFAULTS.deleteLimit.percent,
      items: entry.deleteLimit?.items ?? DEFAULTS.deleteLimit.items,
    },
    items: entry.items.map((item, index) => normaliseItem(item, comments, [...path, 'items', index], keysAt)),
    comments,
    users: { ...(entry.users ?? DEFAULTS.users) },
  };
}

function normaliseBackfill(backfill: string | undefined): SyncDefinition['backfill'] {
  if (backfill === undefined) return DEFAULTS.backfill;
  return backfill === 'all' || backfill === 'none' ? backfill : { since: backfill.replace(' ', 'T') };
}

function normaliseItem(item: ItemEntry, commentsOfSync: CommentRule, path: KeyPath, keysAt: KeysAt): ItemRule {
  const comments = normaliseComments(item.comments);
  const attachments = normaliseAttachments(item.attachments);
  return {
    left: item.left === 'any' ? null : item.left,
    right: item.right === 'any' ? null : item.right,
    when: { left: item.when?.left ?? null, right: item.when?.right ?? null },
    onCreate: { left: item.onCreate?.left ?? {}, right: item.onCreate?.right ?? {} },
    fields: item.fields.map((field, index) =>
      normaliseField(longForm(field), keysAt([...path, 'fields', index, 'values'])),
    ),
    ...(jsonHash(comments) === jsonHash(commentsOfSync) ? {} : { comments }),
    ...(attachments === null ? {} : { attachments }),
    ...(item.worklogs === true ? { worklogs: true as const } : {}),
    ...(item.links === true ? { links: true as const } : {}),
  };
}

function normaliseComments(comments: ItemEntry['comments']): CommentRule {
  if (comments === undefined) return DEFAULTS.comments;
  if (typeof comments === 'boolean') return comments ? 'auto' : 'none';
  return { public: comments.public ?? null, internal: comments.internal ?? null };
}

function normaliseAttachments(attachments: ItemEntry['attachments']): ItemRule['attachments'] | null {
  if (attachments === undefined || attachments === false) return null;
  if (attachments === true) return { maxSizeBytes: null, exclude: [] };
  return {
    maxSizeBytes: attachments.maxSize === undefined ? null : parseSize(attachments.maxSize),
    exclude: attachments.exclude ?? [],
  };
}

function normaliseField(rule: LongFieldEntry, leftTokens: readonly string[]): FieldRule {
  const left = rule.left ?? null;
  const right = rule.right ?? null;
  const { values } = rule;
  return {
    id: fieldRuleId(left, right),
    left,
    right,
    direction: left === null ? 'right' : right === null ? 'left' : (rule.direction ?? 'both'),
    values:
      values === undefined
        ? null
        : leftTokens.flatMap((token) =>
            [values[token] ?? []].flat().map((partner) => ({ left: token, right: partner })),
          ),
    toRight: rule.toRight ?? null,
    toLeft: rule.toLeft ?? null,
    conflicts: rule.conflicts ?? null,
    transition: { left: rule.transition?.left ?? {}, right: rule.transition?.right ?? {} },
  };
}

/** `summary:short_description`; a side without a field is empty. Colons inside names are escaped, so that two pairs never share an id. */
function fieldRuleId(left: string | null, right: string | null): string {
  return [left, right].map((field) => (field ?? '').replaceAll(/[%:]/g, encodeURIComponent)).join(':');
}
