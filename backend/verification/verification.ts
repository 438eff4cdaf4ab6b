import { z } from 'zod';
import { noCounts, type VerificationCounts } from './finding.js';

export const verificationState = z.enum(['queued', 'running', 'finished', 'failed', 'stopped', 'interrupted']);
/** `interrupted`: whoever worked it is gone; it does not go on, for what it saw is old by then. */
export type VerificationState = z.infer<typeof verificationState>;

/** The `counts` column. */
export const storedCounts: z.ZodType<VerificationCounts> = z
  .record(z.string(), z.number())
  .transform((stored) => ({ ...noCounts(), ...stored }));

/** A look at everything that somebody asked for, and what it has come to. */
export interface Verification {
  readonly id: string;
  readonly integrationId: string;
  readonly state: VerificationState;
  readonly wantedBy: string;
  /** Living links when it began; null: it has not begun. */
  readonly total: number | null;
  /** Of everything that was found, also of what is not kept. */
  readonly counts: VerificationCounts;
  /** How many findings are kept. */
  readonly kept: number;
  /** Parts of the mapping that cannot work, and are not compared. */
  readonly faults: readonly string[];
  readonly error: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** The run that was asked to mend what it found. */
  readonly mendedBy: string | null;
}
