import { z } from 'zod';
import type { FieldValue, Version, WriteStep } from '../connectors/sdk/index.js';
import type { FieldWrite, Side } from '../mappings/index.js';
import { type JsonValue, jsonValue } from '../shared/index.js';

/**
 * The life of a write. `intended` is committed before the first call, so after a crash it means "perhaps made"; `unknown` is
 * the same said by a call that got no answer. Both are settled by looking (I14).
 */
export type WriteState = 'intended' | 'unknown' | 'done' | 'refused' | 'superseded';

/** The legal moves; the repository's updates name the states they leave. */
const WRITE_MOVES: Readonly<Record<WriteState, readonly WriteState[]>> = {
  intended: ['unknown', 'done', 'refused', 'superseded'],
  unknown: ['done', 'refused', 'superseded'],
  done: [],
  refused: [],
  superseded: [],
};

/** The states that a write can still leave. */
export const UNSETTLED_STATES: readonly WriteState[] = (Object.keys(WRITE_MOVES) as WriteState[]).filter(
  (state) => WRITE_MOVES[state].length > 0,
);

/** Whether nobody knows yet what became of it. */
export function isUnsettled(write: Write | null): write is Write {
  return write !== null && UNSETTLED_STATES.includes(write.state);
}

/** One field of a write. */
export interface WrittenField {
  /** Id of the field rule. */
  readonly field: string;
  /** Id of the tool's field on the written side. */
  readonly target: string;
  readonly before: FieldValue;
  readonly write: FieldWrite;
  /** The other side's value when this was decided: it becomes that side's base when the write is answered. */
  readonly source: FieldValue;
  /** Both sides get a merged value: the base moves only when both have answered, else the next merge would miss one side's part. */
  readonly bothSides: boolean;
  /** An edit of the written side loses by it, by policy or direction. */
  readonly overwrites?: true;
}

/** What a write was going to do; the `body` column. */
export interface WriteBody {
  readonly fields: readonly WrittenField[];
  readonly steps: readonly WriteStep[];
  /** Updates only: the state of the item that it was decided on; who came between is found after a crash by it (I10). */
  readonly read?: { readonly version: Version; readonly changeCount: number | null };
  /** What the connector needs to find a create again. */
  readonly hint: JsonValue | null;
  /** Comments only: which one, from where. */
  readonly comment: { readonly originId: string; readonly channel: string } | null;
}

/** One intended call, or ordered steps of calls, that change a tool. */
export interface Write {
  readonly id: string;
  readonly integrationId: string;
  readonly runId: string;
  readonly linkId: string | null;
  readonly kind: 'create' | 'update' | 'comment' | 'remove';
  readonly side: Side;
  readonly state: WriteState;
  /** The mark of what is created; the id else. */
  readonly idempotencyKey: string;
  readonly sourceId: string | null;
  readonly sourceKey: string | null;
  readonly targetId: string | null;
  readonly body: WriteBody;
  readonly looks: number;
  /** When it may be looked for the second time; null until the first look. */
  readonly lookDueInMs: number | null;
  readonly intendedAt: Date;
}

const fieldValue = z.unknown() as z.ZodType<FieldValue>;

const writtenField = z.object({
  field: z.string(),
  target: z.string(),
  before: fieldValue,
  write: z.object({
    value: fieldValue,
    elements: z.object({ add: z.array(z.string()), remove: z.array(z.string()) }).nullable(),
  }),
  source: fieldValue,
  bothSides: z.boolean(),
  overwrites: z.literal(true).exactOptional(),
});

/** Parses the `body` column. */
export const writeBody: z.ZodType<WriteBody> = z.object({
  fields: z.array(writtenField),
  steps: z.array(z.object({ name: z.string(), fields: z.array(z.string()), payload: jsonValue })),
  read: z
    .object({ version: z.object({ token: z.string(), at: z.string() }), changeCount: z.number().nullable() })
    .exactOptional(),
  hint: jsonValue.nullable(),
  comment: z.object({ originId: z.string(), channel: z.string() }).nullable(),
}) as z.ZodType<WriteBody>;
