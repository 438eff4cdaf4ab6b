/** Delays are counted in steps, each about a fifth longer than the one before; what is shorter than the first counts as the first. */
const FIRST_MS = 100;
const STEPS_PER_DOUBLING = 4;
/** Three months and more. */
const LAST_STEP = 106;

/** The step that a delay falls into, as SQL. @param delayMs an expression. */
export function stepOf(delayMs: string): string {
  const doublings = `ln(greatest(${delayMs}, ${FIRST_MS}) / ${FIRST_MS}::float8) / ln(2::float8)`;
  return `least(ceil(${STEPS_PER_DOUBLING} * ${doublings})::int, ${LAST_STEP})`;
}

/** The longest delay of a step. */
function longestOf(step: number): number {
  return FIRST_MS * 2 ** (step / STEPS_PER_DOUBLING);
}

/** How many delays there were in each step. */
export type DelayCounts = ReadonlyMap<number, number>;

/** What is said of many delays: half of them, and nineteen of twenty, were no longer than this, give or take a tenth. */
export interface DelayFigures {
  readonly count: number;
  /** Null where there was none. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

/** Sums up delays. */
export function sumUpDelays(counts: DelayCounts): DelayFigures {
  const count = [...counts.values()].reduce((total, each) => total + each, 0);
  return { count, p50Ms: quantile(counts, count, 0.5), p95Ms: quantile(counts, count, 0.95) };
}

/** Between both ends of its step, by how far into it the rank lies. */
function quantile(counts: DelayCounts, total: number, share: number): number | null {
  if (total === 0) return null;
  const rank = share * total;
  let before = 0;
  for (const [step, count] of [...counts].sort(([a], [b]) => a - b)) {
    if (before + count < rank) {
      before += count;
      continue;
    }
    const shortest = step === 0 ? 0 : longestOf(step - 1);
    return Math.round(shortest + ((rank - before) / count) * (longestOf(step) - shortest));
  }
  return null;
}
