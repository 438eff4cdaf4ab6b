import type { HttpResponse } from './http-client.js';

/** A tool that says "at once" again and again must not be asked in a busy loop. */
const SHORTEST_MS = 200;
/** Reset values below this are seconds from now, above it they are seconds since 1970, and beyond the next one milliseconds. */
const EPOCH_SECONDS_FROM = 1e9;
const EPOCH_MILLISECONDS_FROM = 1e12;

/**
 * How long the tool asks to wait, by the first that is there of `Retry-After` (seconds or date), `RateLimit-Reset` and
 * `X-RateLimit-Reset` (ISO date, epoch seconds or seconds), `RateLimit: …;t=seconds`; null when it does not say. Dates are
 * taken against the answer's own `Date`, so a wrong clock here does not matter.
 */
export function advisedDelayMs(headers: HttpResponse['headers'], now: Date): number | null {
  const toolNowMs = dateMs(headers.date) ?? now.getTime();
  const delayMs =
    momentOrSeconds(headers['retry-after'], toolNowMs) ??
    momentOrSeconds(headers['ratelimit-reset'], toolNowMs) ??
    momentOrSeconds(headers['x-ratelimit-reset'], toolNowMs) ??
    resetParameter(headers.ratelimit) ??
    resetParameter(headers['beta-ratelimit']);
  return delayMs === null ? null : Math.max(SHORTEST_MS, delayMs);
}

/** Whether a 429 concerns the item that was written and not the whole connection (Jira Cloud). */
export function isPerItemLimit(headers: HttpResponse['headers']): boolean {
  return headers['ratelimit-reason'] === 'jira-per-issue-on-write';
}

function momentOrSeconds(written: string | undefined, toolNowMs: number): number | null {
  const text = written?.trim();
  if (text === undefined || text === '') return null;
  const number = Number(text);
  if (Number.isNaN(number)) {
    const atMs = dateMs(text);
    return atMs === null ? null : atMs - toolNowMs;
  }
  if (number >= EPOCH_MILLISECONDS_FROM) return number - toolNowMs;
  if (number >= EPOCH_SECONDS_FROM) return number * 1000 - toolNowMs;
  return number * 1000;
}

function resetParameter(header: string | undefined): number | null {
  const seconds = /(?:^|[;,\s])t=(\d+)/.exec(header ?? '')?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

function dateMs(text: string | undefined): number | null {
  const atMs = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(atMs) ? null : atMs;
}
