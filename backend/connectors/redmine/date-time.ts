const MS_PER_SECOND = 1000;

/** `2026-07-14T00:28:27Z` with milliseconds, as moments are written inside; null for what is no moment. */
export function isoFrom(written: string): string | null {
  const moment = new Date(written);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** The second in which a moment lies, as filters take it: Redmine refuses fractions. */
export function secondOf(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}

/** The second after the one that is written. */
export function nextSecond(second: string): string {
  return secondOf(new Date(Date.parse(second) + MS_PER_SECOND));
}
