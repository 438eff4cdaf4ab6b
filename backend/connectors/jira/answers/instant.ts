import { z } from 'zod';

/**
 * A moment as Jira writes it, `2026-04-28T15:41:27.114+0200` in the caller's zone, in our one form: ISO 8601 in UTC with
 * milliseconds. The colon that RFC 3339 wants in the offset is missing in Jira's.
 */
export const instant = z.string().transform((written, context) => {
  const iso = toIsoUtc(written);
  if (iso !== null) return iso;
  context.addIssue({ code: 'custom', message: `not a date-time with an offset: ${written.slice(0, 40)}` });
  return z.NEVER;
});

/** The same for a value that need not be one; null when it is none. */
export function toIsoUtc(written: string): string | null {
  const parts = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}(?::?\d{2})?)$/.exec(written);
  if (parts === null) return null;
  const offset = (parts[2] ?? 'Z').replace(
    /^([+-]\d{2}):?(\d{2})?$/,
    (_all, hours, minutes) => `${hours}:${minutes ?? '00'}`,
  );
  const time = new Date(`${parts[1]}${offset}`);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
