import Heading from '@atlaskit/heading';
import { lazy, Suspense, useMemo } from 'react';
import type { Figures } from '../../api/operations.js';
import { sayDuration } from '../../words/duration.js';
import { WORDS } from '../../words/words.js';
import { coarsen } from '../charts/coarsen.js';
import type { ChartData } from '../charts/series.js';
import { Choice } from '../lists/choice.js';
import { Waiting } from '../shell/waiting.js';
import { sayRate } from './say-rate.js';

// What draws is needed here alone.
const Chart = lazy(() => import('../charts/chart.js'));

const { dashboard } = WORDS;
const { charts } = dashboard;

export type Period = keyof typeof dashboard.periods;
const PERIODS = (Object.entries(dashboard.periods) as [Period, string][]).map(([value, word]) => ({ value, word }));

/** The figures as charts, over the time that the person chooses. */
export function OverTime({
  figures,
  period,
  choose,
}: {
  readonly figures: Figures;
  readonly period: Period;
  readonly choose: (period: Period) => void;
}) {
  const delay = useMemo(() => delayChart(figures), [figures]);
  const items = useMemo(() => itemChart(figures), [figures]);
  const calls = useMemo(() => callChart(figures), [figures]);
  const { total } = figures;
  const { p50Ms, p95Ms } = total.delay;
  return (
    <section className="stack">
      <div className="bar">
        <Heading size="small" as="h2">
          {charts.title}
        </Heading>
        <Choice label={dashboard.period} value={period} options={PERIODS} choose={choose} />
      </div>
      <Suspense fallback={<Waiting />}>
        <div className="charts">
          <Chart
            title={charts.delay.title}
            summary={
              p50Ms === null || p95Ms === null ? '' : charts.delay.summary(sayDuration(p50Ms), sayDuration(p95Ms))
            }
            data={delay}
          />
          <Chart
            title={charts.items.title}
            summary={charts.items.summary(total.created, total.updated, total.failed)}
            data={items}
          />
          <Chart title={charts.calls.title} summary={charts.calls.summary(callWords(figures))} data={calls} />
        </div>
      </Suspense>
    </section>
  );
}

function delayChart(figures: Figures): ChartData {
  const at = byTime(figures, figures.stretches);
  const lineOf = (of: (stretch: Figures['stretches'][number]) => number | null) =>
    at.map((stretch) => (stretch === undefined ? null : of(stretch)));
  return {
    ...frameOf(figures),
    kind: 'lines',
    series: [
      { name: charts.delay.p50, colour: '--ds-chart-categorical-1', values: lineOf(({ delay }) => delay.p50Ms) },
      { name: charts.delay.p95, colour: '--ds-chart-categorical-2', values: lineOf(({ delay }) => delay.p95Ms) },
    ],
    say: sayDuration,
  };
}

function itemChart(figures: Figures): ChartData {
  const at = byTime(figures, figures.stretches);
  const countOf = (of: (stretch: Figures['stretches'][number]) => number) =>
    at.map((stretch) => (stretch === undefined ? 0 : of(stretch)));
  return coarsen({
    ...frameOf(figures),
    kind: 'bars',
    series: [
      { name: charts.items.created, colour: '--ds-chart-success', values: countOf(({ created }) => created) },
      { name: charts.items.updated, colour: '--ds-chart-brand', values: countOf(({ updated }) => updated) },
      { name: charts.items.failed, colour: '--ds-chart-danger', values: countOf(({ failed }) => failed) },
    ],
    say: (count) => count.toLocaleString('en', { maximumFractionDigits: 1 }),
  });
}

const SECONDS_PER_MINUTE = 60;
const COLOURS = 8;

function callChart(figures: Figures): ChartData {
  const minutes = figures.stretchSeconds / SECONDS_PER_MINUTE;
  return {
    ...frameOf(figures),
    kind: 'lines',
    series: figures.connections.map(({ connection, stretches }, index) => ({
      name: connection,
      colour: `--ds-chart-categorical-${(index % COLOURS) + 1}`,
      values: byTime(figures, stretches).map((each) => (each === undefined ? 0 : (each.reads + each.writes) / minutes)),
    })),
    say: sayRate,
  };
}

function callWords({ connections }: Figures): string {
  const { of, unlimited } = charts.calls;
  return connections
    .map(({ connection, busiestPerSecond, limitPerSecond }) =>
      limitPerSecond === null
        ? unlimited(connection, sayRate(busiestPerSecond))
        : of(connection, sayRate(busiestPerSecond), sayRate(limitPerSecond)),
    )
    .join('; ');
}

function frameOf(figures: Figures): Pick<ChartData, 'times' | 'stretchSeconds'> {
  return { times: timesOf(figures), stretchSeconds: figures.stretchSeconds };
}

/** The beginning of every stretch, also of those in which nothing happened. */
function timesOf({ since, until, stretchSeconds }: Figures): readonly number[] {
  const first = new Date(since).getTime() / 1_000;
  const count = Math.floor((new Date(until).getTime() / 1_000 - first) / stretchSeconds) + 1;
  return Array.from({ length: count }, (_, index) => first + index * stretchSeconds);
}

/** What there is of each stretch; undefined: nothing happened. */
function byTime<Stretch extends { readonly at: string }>(
  figures: Figures,
  stretches: readonly Stretch[],
): readonly (Stretch | undefined)[] {
  const known = new Map(stretches.map((stretch) => [new Date(stretch.at).getTime() / 1_000, stretch]));
  return timesOf(figures).map((seconds) => known.get(seconds));
}
