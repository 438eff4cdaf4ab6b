import { z } from 'zod';
import { jsonValue } from '../shared/index.js';

/** The two sides of a sync. */
export type Side = 'left' | 'right';

/** Both, in the order in which everything is done. */
export const SIDES = ['left', 'right'] as const;

/** The other one. */
export function opposite(side: Side): Side {
  return side === 'left' ? 'right' : 'left';
}

const side = z.enum(SIDES);

/** Who wins a field that both sides changed differently. `newest` holds when the changes are under two seconds apart. */
export const conflictPolicy = z.enum(['hold', 'left', 'right', 'newest']);
export type ConflictPolicy = z.infer<typeof conflictPolicy>;

/** What a person wrote as fixed values, by field; typed later by the connector's `parse`. */
const writtenValues = z.record(z.string(), jsonValue);

/** One row of `fields`: which value follows which. At least one of `left` and `right` is a field; a side without field is computed. */
const fieldRule = z.object({
  /** Stable within its item rule and unique there: names bases, held fields and history lines. */
  id: z.string(),
  left: z.string().nullable(),
  right: z.string().nullable(),
  /** `both`, or the only side that is written. */
  direction: z.enum(['both', 'left', 'right']),
  /** Pairs of tokens in the order of the file; several left tokens may share a right one and the reverse. */
  values: z.array(z.object({ left: z.string(), right: z.string() })).nullable(),
  /** JSONata; `value` is the field, `item` the whole item. */
  toRight: z.string().nullable(),
  toLeft: z.string().nullable(),
  conflicts: conflictPolicy.nullable(),
  /** What entering a status needs: side, then token of the status on that side, then written values. */
  transition: z.object({ left: z.record(z.string(), writtenValues), right: z.record(z.string(), writtenValues) }),
});
export type FieldRule = z.infer<typeof fieldRule>;

/** By kind of comment: the channel on the right that it goes to and comes from; null is not carried. `auto` asks the connectors. */
const commentRule = z.union([
  z.literal('none'),
  z.literal('auto'),
  z.object({ public: z.string().nullable(), internal: z.string().nullable() }),
]);
export type CommentRule = z.infer<typeof commentRule>;

/** What a person may do from an item's page who may edit the item: sync it now, make its partner, unlink it, settle what is held. */
export const panelDeed = z.enum(['sync', 'create', 'unlink', 'settle']);
export type PanelDeed = z.infer<typeof panelDeed>;

/** One entry of `items`: which type becomes which, and how. */
const itemRule = z.object({
  /** Item type by id or name; null is `any`. */
  left: z.string().nullable(),
  right: z.string().nullable(),
  /** JSONata over `item`, per side from which an item comes; null is always. */
  when: z.object({ left: z.string().nullable(), right: z.string().nullable() }),
  /** Values given once, when an item is created on that side. */
  onCreate: z.object({ left: writtenValues, right: writtenValues }),
  fields: z.array(fieldRule),
  /** Present where this entry differs from the sync's `comments`. */
  comments: commentRule.optional(),
  /** Kept as the file has it; nothing carries attachments, worklogs and links yet. */
  attachments: z
    .object({ maxSizeBytes: z.number().int().positive().nullable(), exclude: z.array(z.string()) })
    .optional(),
  worklogs: z.literal(true).optional(),
  links: z.literal(true).optional(),
});
export type ItemRule = z.infer<typeof itemRule>;

const sideDefinition = z.object({
  connection: z.string(),
  /** Jira project key, ServiceNow table. */
  container: z.string(),
  filter: z.string().nullable(),
});

/** A sync in normal form: what `configuration/` makes of the file, what `integrations.definition` stores, what the engine runs by. */
export const syncDefinition = z.object({
  kind: z.literal('sync'),
  start: z.enum(['manual', 'auto']),
  delayMs: z.number().int().nonnegative(),
  left: sideDefinition,
  right: sideDefinition,
  /** What onboarding takes over: everything, nothing, or what was created at or after (ISO date). */
  backfill: z.union([z.literal('all'), z.literal('none'), z.object({ since: z.string() })]),
  /** Fields that pair items which exist on both sides already; `key` is the item's key. */
  match: z.object({ left: z.string(), right: z.string() }).nullable(),
  initial: z.enum(['left', 'right', 'hold']),
  create: z.enum(['both', 'left', 'right', 'none']),
  overlapMs: z.number().int().nonnegative(),
  settleMs: z.number().int().nonnegative(),
  conflicts: conflictPolicy,
  deletes: z.enum(['keep', 'unlink', 'close', 'delete']),
  deleteLimit: z.object({ percent: z.number(), items: z.number().int() }),
  items: z.array(itemRule).min(1),
  /** Of every entry of `items` that has none of its own. */
  comments: commentRule,
  /** Left account or e-mail to right user. */
  users: z.record(z.string(), z.string()),
  /** Granted to people who may edit an item, in its page; operators may do all of it. */
  panel: z.array(panelDeed).default(['sync']),
});
export type SyncDefinition = z.infer<typeof syncDefinition>;
export type SideDefinition = z.infer<typeof sideDefinition>;
export { side as sideSchema };
