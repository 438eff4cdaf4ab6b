import { z } from 'zod';
import type { FieldValue } from '../connectors/sdk/index.js';
import type { Base, HeldReason } from '../mappings/index.js';
import { jsonValue } from '../shared/index.js';

/** What a person decided: a side's value, the value both last agreed on, or one typed in. */
export const conflictAnswer = z.union([
  z.object({ take: z.enum(['left', 'right', 'base']) }),
  z.object({ value: jsonValue }),
]);
export type ConflictAnswer = z.infer<typeof conflictAnswer>;

/** A held field in the inbox, with both versions as they were when it was last looked at. */
export interface Conflict {
  readonly id: string;
  readonly integrationId: string;
  readonly linkId: string;
  readonly field: string;
  readonly reason: HeldReason;
  readonly message: string;
  readonly base: Base | null;
  readonly left: FieldValue;
  readonly right: FieldValue;
  /** Grows when a side moves; an answer counts only for the version it was given to (I11). */
  readonly version: number;
  readonly state: 'open' | 'answered' | 'closed';
  readonly answer: ConflictAnswer | null;
  readonly openedAt: Date;
}
