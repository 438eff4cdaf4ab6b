import Heading from '@atlaskit/heading';
import { useEffect, useRef, useState } from 'react';
import { WORDS } from '../../words/words.js';
import type { Column } from '../lists/column.js';
import { FactTable } from '../lists/fact-table.js';
import { type Plot, plot } from './plot.js';
import { sayTime } from './say-time.js';
import type { ChartData } from './series.js';
import { useThemeName } from './use-theme-name.js';

const { charts } = WORDS.dashboard;

/** A chart with what it tells in words above it, which is the moment's values while one points at it, and as a table for whoever reads. */
export default function Chart({
  title,
  summary,
  data,
}: {
  readonly title: string;
  readonly summary: string;
  readonly data: ChartData;
}) {
  const [pointed, setPointed] = useState<number | null>(null);
  const { times, series, stretchSeconds, say } = data;
  const isEmpty = series.every(({ values }) => values.every((value) => value === null || value === 0));
  const moment = pointed === null ? undefined : times[pointed];
  return (
    <figure className="chart">
      <figcaption className="stack">
        <Heading size="xsmall" as="h3">
          {title}
        </Heading>
        <span className="small chart__words">
          {isEmpty
            ? charts.empty
            : moment === undefined || pointed === null
              ? summary
              : `${sayTime(moment, stretchSeconds)}: ${valuesAt(data, pointed)}`}
        </span>
      </figcaption>
      {!isEmpty && (
        <>
          <Drawn label={`${title}. ${summary}`} data={data} point={setPointed} />
          <ul className="legend">
            {series.map(({ name, colour }) => (
              <li key={name} className="small">
                <span className="legend__colour" style={{ background: `var(${colour})` }} />
                {name}
              </li>
            ))}
          </ul>
          <details className="more">
            <summary className="small">{charts.table}</summary>
            <div className="chart__table">
              <FactTable
                label={title}
                columns={columnsOf(data)}
                rows={rowsOf(data)}
                rowKey={(index) => String(index)}
                now={EPOCH}
              />
            </div>
          </details>
        </>
      )}
    </figure>
  );

  function valuesAt({ series: all }: ChartData, index: number): string {
    return all.map(({ name, values }) => `${name} ${sayValueAt(values[index] ?? null)}`).join(', ');
  }

  function sayValueAt(value: number | null): string {
    return value === null ? '–' : say(value);
  }
}

/** Tables of charts tell no moment relative to now. */
const EPOCH = new Date(0);

function columnsOf({ times, stretchSeconds, series, say }: ChartData): readonly Column<number>[] {
  return [
    { key: 'time', title: charts.time, cell: (index) => sayTime(times[index] ?? 0, stretchSeconds) },
    ...series.map(({ name, values }) => ({
      key: name,
      title: name,
      isNumber: true,
      cell: (index: number) => {
        const value = values[index] ?? null;
        return value === null ? '–' : say(value);
      },
    })),
  ];
}

/** The stretches in which there is anything, the latest first. */
function rowsOf({ times, series }: ChartData): readonly number[] {
  return times
    .map((_, index) => index)
    .filter((index) => series.some(({ values }) => (values[index] ?? 0) !== 0))
    .reverse();
}

function Drawn({
  label,
  data,
  point,
}: {
  readonly label: string;
  readonly data: ChartData;
  readonly point: (index: number | null) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const theme = useThemeName();
  // biome-ignore lint/correctness/useExhaustiveDependencies: in another theme it has other colours
  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    let drawn: Plot | null = null;
    const observer = new ResizeObserver(() => {
      const width = Math.floor(box.clientWidth);
      if (width === 0) return;
      if (drawn === null) drawn = plot(box, data, width, point);
      else drawn.resize(width);
    });
    observer.observe(box);
    return () => {
      observer.disconnect();
      drawn?.remove();
    };
  }, [data, point, theme]);
  return <div className="chart__drawn" role="img" aria-label={label} ref={place} />;
}
