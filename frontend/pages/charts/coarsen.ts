import type { ChartData } from './series.js';

/** As many bars as can still be told apart in a third of the page. */
const MOST_BARS = 60;
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
/** What people count in. */
const STRETCHES = [900, 1_800, HOUR_SECONDS, 3 * HOUR_SECONDS, 6 * HOUR_SECONDS, DAY_SECONDS, 7 * DAY_SECONDS];

/** Counts over stretches that are long enough for each to have a bar of its own. */
export function coarsen(data: ChartData): ChartData {
  const { times, series, stretchSeconds } = data;
  const spanSeconds = times.length * stretchSeconds;
  const wanted = spanSeconds / MOST_BARS;
  const stretch = STRETCHES.find((each) => each >= wanted && each % stretchSeconds === 0);
  if (times.length <= MOST_BARS || stretch === undefined) return data;
  const begins = times.map((seconds) => Math.floor(seconds / stretch) * stretch);
  const coarse = [...new Set(begins)];
  return {
    ...data,
    times: coarse,
    stretchSeconds: stretch,
    series: series.map((each) => {
      const sums = new Map<number, number>();
      for (const [index, begin] of begins.entries())
        sums.set(begin, (sums.get(begin) ?? 0) + (each.values[index] ?? 0));
      return { ...each, values: coarse.map((begin) => sums.get(begin) ?? 0) };
    }),
  };
}
