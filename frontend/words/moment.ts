import { WORDS } from './words.js';

const STEPS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const;

const format = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'long' });

/** How long ago or ahead, in the largest unit that fits: `5 minutes ago`. */
export function sayMoment(moment: string, now: Date): string {
  const seconds = (new Date(moment).getTime() - now.getTime()) / 1_000;
  const step = STEPS.find((one) => Math.abs(seconds) >= one.seconds);
  return step === undefined ? WORDS.moments.now : format.format(Math.trunc(seconds / step.seconds), step.unit);
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long' });

/** The day of a moment where the person is. */
export function sayDay(moment: string): string {
  return day.format(new Date(moment));
}
