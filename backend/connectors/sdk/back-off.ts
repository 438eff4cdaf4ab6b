import type { Random } from '../../shared/index.js';

const FACTOR = 2;
const LONGEST_MS = 30_000;
const JITTER_LOW = 0.7;
const JITTER_SPAN = 0.6;

/** First wait after a 429 that does not say how long; Atlassian's own recommendation (2 s, doubled, at most 30 s, ×0.7 to 1.3). */
export const UNSTATED_LIMIT_BASE_MS = 2000;
/** First wait after a cut connection, a 5xx or a garbled answer. */
export const FAILURE_BASE_MS = 500;

/** The wait before repeat number `repeat` (from 1): doubled each time, capped, jittered so that callers part. */
export function backOffMs(repeat: number, baseMs: number, random: Random): number {
  const plain = Math.min(LONGEST_MS, baseMs * FACTOR ** (repeat - 1));
  return Math.round(plain * (JITTER_LOW + JITTER_SPAN * random.next()));
}
