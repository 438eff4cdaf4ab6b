import { z } from 'zod';
import type { Base } from '../mappings/index.js';

/** One item of a link. */
export interface LinkedItem {
  readonly id: string;
  readonly key: string;
  readonly url: string | null;
}

/** Why a link ended. Whatever the reason, an ended link is a tombstone: its items are not created again (I16). */
export type EndedReason = 'unlinked' | 'gone' | 'undone';

/** Held in place of a field: the item as a whole waits, because one side of the link is gone and the other was edited. */
export const ITEM_FIELD = 'item';

/** Two items that are the same thing on two sides. */
export interface Link {
  readonly id: string;
  readonly integrationId: string;
  readonly left: LinkedItem;
  readonly right: LinkedItem;
  readonly ruleIndex: number;
  readonly mappingVersion: number;
  /** By field id. */
  readonly bases: Readonly<Record<string, Base>>;
  /** Field ids that wait for a person. */
  readonly held: readonly string[];
  readonly problem: string | null;
  /** Grows with each commit; a close that does not find the version it read is refused (I6). */
  readonly version: number;
  readonly historyHash: string | null;
}

/** The `bases` column. Field values are ours and were typed when written; only the outer shape is checked. */
export const storedBases = z.record(
  z.string(),
  z.object({
    left: z.unknown(),
    right: z.unknown(),
    sent: z.object({ left: z.unknown().optional(), right: z.unknown().optional() }).optional(),
  }),
) as unknown as z.ZodType<Record<string, Base>>;
