import type { JsonValue } from '../../../../backend/shared/index.js';
import { type Exchange, numberParameter } from './exchange.js';

export interface OffsetPage<T> {
  readonly items: readonly T[];
  readonly startAt: number;
  readonly maxResults: number;
  readonly total: number;
  readonly isLast: boolean;
}

/** The part of a list that `startAt` and `maxResults` ask for; more than `most` is cut to it silently. */
export function offsetPage<T>({ query }: Exchange, all: readonly T[], usual = 50, most = 100): OffsetPage<T> {
  const startAt = Math.max(0, numberParameter(query, 'startAt', 0));
  const maxResults = Math.min(most, Math.max(0, numberParameter(query, 'maxResults', usual)));
  const items = all.slice(startAt, startAt + maxResults);
  return { items, startAt, maxResults, total: all.length, isLast: startAt + items.length >= all.length };
}

/** A page as most lists answer it: `values`, with the address of the page and of the next one. */
export function pageJson<T>(exchange: Exchange, page: OffsetPage<T>, render: (item: T) => JsonValue): JsonValue {
  const address = (startAt: number) => {
    const query = new URLSearchParams(exchange.query);
    query.set('startAt', String(startAt));
    query.set('maxResults', String(page.maxResults));
    const path = new URL(exchange.request.url, 'http://sandbox').pathname.replace(/^.*\/rest\/api\/[23]\//, '');
    return exchange.view.self(`${path}?${query}`);
  };
  return {
    self: address(page.startAt),
    ...(page.isLast ? {} : { nextPage: address(page.startAt + page.items.length) }),
    maxResults: page.maxResults,
    startAt: page.startAt,
    total: page.total,
    isLast: page.isLast,
    values: page.items.map(render),
  };
}
