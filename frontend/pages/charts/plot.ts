import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { sayTick } from './say-time.js';
import type { ChartData } from './series.js';

const HEIGHT_PX = 200;
/** Of a figure at the axis, about. */
const WIDTH_OF_SIGN_PX = 7;
const ROOM_AT_VALUES_PX = 14;
const HEIGHT_OF_TIMES_PX = 28;
const ROOM_AROUND_PX: uPlot.Padding = [8, 8, 0, 0];
const ROOM_BETWEEN_TIMES_PX = 64;
/** So many points are drawn one by one. */
const FEW = 24;
const WHOLE_STEPS = [1, 2, 5]
  .flatMap((step) => Array.from({ length: 7 }, (_, power) => step * 10 ** power))
  .sort((a, b) => a - b);

/** A drawn chart. */
export interface Plot {
  resize(widthPx: number): void;
  remove(): void;
}

/**
 * Draws a chart in the colours that the tokens have just now.
 * @param pointed is told the moment that is pointed at, by its place among the times; null: none
 */
export function plot(
  place: HTMLElement,
  { kind, times, stretchSeconds, series, say }: ChartData,
  widthPx: number,
  pointed: (index: number | null) => void,
): Plot {
  const colourOf = colours(place);
  const drawn = kind === 'bars' ? stacked(series) : series;
  const bars = kind === 'bars' && uPlot.paths.bars !== undefined ? uPlot.paths.bars({ size: [0.9, 24] }) : null;
  const axis = {
    stroke: colourOf('--ds-text-subtlest'),
    font: `12px ${getComputedStyle(place).fontFamily}`,
    grid: { stroke: colourOf('--ds-border'), width: 1 },
    ticks: { show: false },
  };
  const chart = new uPlot(
    {
      width: widthPx,
      height: HEIGHT_PX,
      padding: ROOM_AROUND_PX,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: kind === 'lines' } },
      scales: { y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] } },
      axes: [
        {
          ...axis,
          grid: { show: false },
          size: HEIGHT_OF_TIMES_PX,
          space: ROOM_BETWEEN_TIMES_PX,
          values: (_, splits) => splits.map((seconds) => sayTick(seconds, stretchSeconds)),
        },
        {
          ...axis,
          size: (_, values) => ROOM_AT_VALUES_PX + WIDTH_OF_SIGN_PX * longest(values ?? []),
          // Of things that are counted there are no halves.
          ...(bars !== null && { incrs: WHOLE_STEPS }),
          values: (_, splits) => splits.map((value) => say(value)),
        },
      ],
      series: [
        {},
        ...drawn.map(({ name, colour, values }) => ({
          label: name,
          stroke: colourOf(colour),
          width: bars === null ? 1.5 : 0,
          spanGaps: true,
          points: { show: bars === null && isLonely(values), size: 5, fill: colourOf(colour) },
          ...(bars !== null && { fill: colourOf(colour), paths: bars }),
        })),
      ],
      hooks: { setCursor: [({ cursor }) => pointed(cursor.idx ?? null)] },
    },
    [[...times], ...drawn.map(({ values }) => [...values])],
    place,
  );
  return {
    resize: (width) => chart.setSize({ width, height: HEIGHT_PX }),
    remove: () => chart.destroy(),
  };
}

function longest(values: readonly string[]): number {
  return Math.max(0, ...values.map((value) => value.length));
}

/** Where little happened, a line alone would leave out what has no neighbour. */
function isLonely(values: readonly (number | null)[]): boolean {
  return values.filter((value) => value !== null && value !== 0).length <= FEW;
}

/** Each on what is below it; the highest is drawn first, and so lies behind. */
function stacked(series: ChartData['series']): ChartData['series'] {
  const below = series.map((_, index) => series.slice(0, index + 1));
  return series
    .map((each, index) => ({
      ...each,
      values: each.values.map((_, at) =>
        (below[index] ?? []).reduce((total, { values }) => total + (values[at] ?? 0), 0),
      ),
    }))
    .reverse();
}

function colours(place: HTMLElement): (token: string) => string {
  const style = getComputedStyle(place);
  return (token) => style.getPropertyValue(token).trim();
}
