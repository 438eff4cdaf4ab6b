import type { WatchedEdit } from '../edit.js';
import type { Scene, View } from '../scene.js';
import { clockTime } from './words.js';

const PROGRESS_EVERY_SECONDS = 5;

/** Tells the demo line by line, for files and pipes. */
export function plainView(print: (line: string) => void): View {
  let phase: Scene['phase'] | null = null;
  let lastProgress = Number.NEGATIVE_INFINITY;
  return {
    show(scene) {
      const { seconds, pairs, issues } = scene;
      const isNews = scene.phase !== phase;
      phase = scene.phase;
      if (scene.phase === 'onboarding' && (isNews || seconds - lastProgress >= PROGRESS_EVERY_SECONDS)) {
        lastProgress = seconds;
        print(`${clockTime(seconds)}  taking over the issues of Jira into ServiceNow: ${pairs} of ${issues}`);
      }
      if (scene.phase === 'syncing' && isNews) {
        print(
          `${clockTime(seconds)}  ${pairs} pairs are linked; people begin to work on both sides (Ctrl-C ends the demo)`,
        );
      }
      if (scene.phase === 'ending' && isNews)
        print(`${clockTime(seconds)}  nobody edits any more; what is on its way arrives`);
    },
    tell: (edit, { seconds }) => print(`${clockTime(seconds)}  ${describe(edit)}`),
    close: () => undefined,
  };
}

function describe({ who, side, itemKey, what, left, right, state, tookMs }: WatchedEdit): string {
  const subject = `${itemKey} ${what} (${who}${side === 'both' ? '' : side === 'left' ? ' in Jira' : ' in ServiceNow'})`;
  if (state === 'held') return `held: ${subject}: Jira says “${left}”, ServiceNow “${right}”; a person decides`;
  if (state === 'settled') return `settled: ${subject}: both say “${left}”`;
  const [origin, copy] = side === 'right' ? [right, `Jira “${short(left)}”`] : [left, `ServiceNow “${short(right)}”`];
  return `carried: ${subject}: “${short(origin)}” → ${copy} in ${((tookMs ?? 0) / 1000).toFixed(1)} s`;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
