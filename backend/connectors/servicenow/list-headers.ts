import type { Answer } from '../sdk/index.js';

/** How many records match the query, by X-Total-Count; null when the tool does not say. */
export function totalOf(answer: Answer): number | null {
  const total = Number.parseInt(answer.headers['x-total-count'] ?? '', 10);
  return Number.isNaN(total) ? null : total;
}

/** The Date header; null when there is none. */
export function timeOf(answer: Answer): Date | null {
  const at = new Date(answer.headers.date ?? '');
  return Number.isNaN(at.getTime()) ? null : at;
}

/**
 * Whether more records match than were given; null when the tool does not say. A limit may be cut without a word (B5), so
 * a page shorter than asked proves nothing by itself. `total`: how many match from the first given one on.
 */
export function hasMore(answer: Answer, given: number, limit: number, total: number | null): boolean | null {
  if (given === 0) return false;
  if (total !== null) return total > given;
  if (given >= limit || /rel="?next"?/.test(answer.headers.link ?? '')) return true;
  return null;
}
