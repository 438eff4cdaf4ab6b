import { z } from 'zod';
import { sideSchema } from '../mappings/index.js';
import { jsonHash } from '../shared/index.js';

/** One field of a planned write, in words that a person reads. */
const plannedField = z.object({
  /** The field's id in the mapping; of a comment the channel that it goes into. */
  field: z.string(),
  /** What people call it on the side that would be written. */
  name: z.string(),
  before: z.string(),
  after: z.string(),
});

/** One write that a run would make. */
export const plannedWrite = z.object({
  kind: z.enum(['create', 'update', 'comment']),
  /** The side that would be written. */
  side: sideSchema,
  /** The item on the other side that it comes from. */
  sourceId: z.string(),
  sourceKey: z.string(),
  /** Null for an item that does not exist yet. */
  targetKey: z.string().nullable(),
  fields: z.array(plannedField),
});
export type PlannedWrite = z.infer<typeof plannedWrite>;

/** A field that would wait for a person. */
const plannedHold = z.object({
  leftKey: z.string().nullable(),
  rightKey: z.string().nullable(),
  field: z.string(),
  reason: z.string(),
  message: z.string(),
});
export type PlannedHold = z.infer<typeof plannedHold>;

/** Two items that exist already and would be linked, not created again. */
const plannedPair = z.object({ leftId: z.string(), leftKey: z.string(), rightKey: z.string() });
export type PlannedPair = z.infer<typeof plannedPair>;

/** What a run would do, without doing it (I20). The hash covers the writes: a plan that was edited is refused. */
export const plan = z.object({
  id: z.string(),
  integration: z.string(),
  mode: z.enum(['onboarding', 'incremental']),
  mappingVersion: z.number().int(),
  hash: z.string(),
  createdAt: z.string(),
  counts: z.object({
    read: z.number(),
    creates: z.object({ left: z.number(), right: z.number() }),
    updates: z.object({ left: z.number(), right: z.number() }),
    comments: z.object({ left: z.number(), right: z.number() }),
    /** Found on both sides and not linked yet. */
    pairs: z.number().default(0),
    held: z.number(),
    unchanged: z.number(),
    problems: z.number(),
  }),
  writes: z.array(plannedWrite),
  held: z.array(plannedHold),
  pairs: z.array(plannedPair).default([]),
  /** Items that cannot be dealt with, in words. */
  problems: z.array(z.string()),
  /** Connections through which nothing is written: what would go there is not planned. */
  readOnly: z.array(z.string()).default([]),
});
export type Plan = z.infer<typeof plan>;

/** Names a write across plan and run: what, where to, from which item. */
export function writeName(write: Pick<PlannedWrite, 'kind' | 'side' | 'sourceId'>): string {
  return `${write.kind} ${write.side} ${write.sourceId}`;
}

/** The hash of a plan's writes, in whatever order they were found. */
export function planHash(writes: readonly PlannedWrite[]): string {
  return jsonHash([...writes].sort((a, b) => (writeName(a) < writeName(b) ? -1 : 1)));
}
