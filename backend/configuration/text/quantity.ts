const MILLISECONDS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const;
const BYTES = { GB: 1024 ** 3, MB: 1024 ** 2, kB: 1024, B: 1 } as const;

/** A whole number and a unit. Nine digits at most, so that no duration leaves the safe integers. */
export const DURATION_FORM = /^[0-9]{1,9}(ms|s|m|h|d)$/;
export const SIZE_FORM = /^[0-9]{1,6}(B|kB|KB|MB|GB)$/;

/** Milliseconds of `60s`. @throws RangeError when the text has not the form; the schema has looked before. */
export function parseDuration(text: string): number {
  return parse(text, DURATION_FORM, MILLISECONDS);
}

/** The shortest text that `parseDuration` reads as `durationMs`. */
export function formatDuration(durationMs: number): string {
  return format(durationMs, MILLISECONDS, 's');
}

/** Bytes of `100MB`; a kB is 1024 bytes, as the tools count. @throws RangeError when the text has not the form. */
export function parseSize(text: string): number {
  return parse(text.replace('KB', 'kB'), SIZE_FORM, BYTES);
}

/** The shortest text that `parseSize` reads as `bytes`. */
export function formatSize(bytes: number): string {
  return format(bytes, BYTES, 'B');
}

function parse(text: string, form: RegExp, units: Readonly<Record<string, number>>): number {
  const factor = units[form.exec(text)?.[1] ?? ''];
  if (factor === undefined) throw new RangeError(`${JSON.stringify(text)} is not a number with a unit`);
  return Number.parseInt(text, 10) * factor;
}

function format(amount: number, units: Readonly<Record<string, number>>, unitOfZero: string): string {
  if (amount === 0) return `0${unitOfZero}`;
  const [unit, factor] = Object.entries(units).find(([, size]) => amount % size === 0) ?? ['', 1];
  return `${amount / factor}${unit}`;
}
