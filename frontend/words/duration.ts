const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** How long something takes, in the two units that matter: `1 h 5 min`, `3 min 20 s`, `12 s`, `350 ms`. */
export function sayDuration(durationMs: number): string {
  if (durationMs < SECOND_MS) return `${Math.round(durationMs)} ms`;
  if (durationMs < MINUTE_MS) return `${(durationMs / SECOND_MS).toFixed(durationMs < 10 * SECOND_MS ? 1 : 0)} s`;
  const [large, small, sizeMs] =
    durationMs < HOUR_MS ? (['min', 's', MINUTE_MS] as const) : (['h', 'min', HOUR_MS] as const);
  const rest = Math.floor((durationMs % sizeMs) / (sizeMs / 60));
  const whole = `${Math.floor(durationMs / sizeMs)} ${large}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}
