import type { RunProgress } from '../../runs/index.js';
import { formatCount, formatSeconds } from '../terminal/index.js';

const BAR_CELLS = 24;
const FILLED = '█';
const EMPTY = '░';
/** A rate is told once there is something to divide by. */
const EARLIEST_RATE_SECONDS = 2;

/** How fast it went so far: items since this process watches, in how many seconds. */
export interface Pace {
  readonly items: number;
  readonly seconds: number;
}

/** One line about a run, with a bar where it is drawn on a terminal. */
export function describeProgress(
  name: string,
  progress: RunProgress,
  pace: Pace,
  { hasBar }: { hasBar: boolean },
): string {
  const title = `${name} ${progress.mode}`;
  if (progress.state === 'delayed') {
    const reason = progress.problem ?? 'a tool asked for a pause';
    return `${title}: waits ${formatSeconds(progress.resumeInMs / 1000)}: ${reason}`;
  }
  if (progress.state === 'queued') return `${title}: begins`;
  if (progress.phase === 'reading') return `${title}: reading, ${formatCount(progress.found)} found`;
  const { done, total } = progress;
  const share = total === 0 ? 1 : done / total;
  const bar = hasBar ? `${drawBar(share)} ${String(Math.floor(share * 100)).padStart(3)}%  ` : '';
  return `${title}  ${bar}${formatCount(done)} of ${formatCount(total)}${describePace(pace, progress.waiting)}`;
}

function drawBar(share: number): string {
  const filled = Math.round(Math.min(share, 1) * BAR_CELLS);
  return FILLED.repeat(filled) + EMPTY.repeat(BAR_CELLS - filled);
}

function describePace({ items, seconds }: Pace, waiting: number): string {
  if (seconds < EARLIEST_RATE_SECONDS || items <= 0) return '';
  const rate = items / seconds;
  return `  ${rate < 10 ? rate.toFixed(1) : formatCount(rate)}/s  ${formatSeconds(waiting / rate)} left`;
}
