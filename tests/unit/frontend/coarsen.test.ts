import { expect, test } from 'vitest';
import { coarsen } from '../../../frontend/pages/charts/coarsen.js';
import type { ChartData } from '../../../frontend/pages/charts/series.js';

/** One of every five minutes, so many, that begin at a full hour. */
function counts(values: readonly number[]): ChartData {
  const times = values.map((_, index) => 7_200 + index * 300);
  const series = [{ name: 'Created', colour: '--ds-chart-success', values }];
  return {
    kind: 'bars',
    times,
    stretchSeconds: 300,
    series,
    say: String,
  };
}

test('a day of counts is added up by the half hour, and nothing is lost', () => {
  const { times, stretchSeconds, series } = coarsen(counts(Array.from({ length: 288 }, () => 1)));
  expect(stretchSeconds).toBe(1_800);
  expect(times.slice(0, 2)).toEqual([7_200, 9_000]);
  expect(series[0]?.values).toEqual(Array.from({ length: 48 }, () => 6));
});

test('what is few enough already stays as it is', () => {
  const few = counts([1, 2, 3]);
  expect(coarsen(few)).toBe(few);
});
