const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The large unit, of how many of which small ones, and what the large one takes; the longest first. */
const UNITS = [
  { large: 'd', small: 'h', parts: 24, sizeMs: DAY_MS },
  { large: 'h', small: 'min', parts: 60, sizeMs: HOUR_MS },
  { large: 'min', small: 's', parts: 60, sizeMs: MINUTE_MS },
] as const;

/** How long something takes, in the two units that matter: `2 d 3 h`, `1 h 5 min`, `3 min 20 s`, `12 s`, `350 ms`. */
export function sayDuration(durationMs: number): string {
  if (durationMs < SECOND_MS) return `${Math.round(durationMs)} ms`;
  if (durationMs < 10 * SECOND_MS) return `${(Math.floor(durationMs / 100) / 10).toFixed(1)} s`;
  if (durationMs < MINUTE_MS) return `${Math.floor(durationMs / SECOND_MS)} s`;
  const { large, small, parts, sizeMs } = UNITS.find((unit) => durationMs >= unit.sizeMs) ?? UNITS[2];
  const rest = Math.floor((durationMs % sizeMs) / (sizeMs / parts));
  const whole = `${Math.floor(durationMs / sizeMs)} ${large}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}
