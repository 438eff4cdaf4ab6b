import type { z } from 'zod';
import type { Dialect } from '../dialect/dialect.js';

/** A JQL search. */
export interface Search {
  readonly jql: string;
  readonly fields: readonly string[];
  /** A wish: the server may give fewer. */
  readonly maxResults: number;
  /** `next` of the page before. */
  readonly after?: string | null;
}

/** One page of a search. It may be short without being the last. */
export interface SearchPage<Issue> {
  readonly issues: readonly Issue[];
  /** What leads to the next page; null on the last. */
  readonly next: string | null;
  readonly toolTime: Date | null;
}

/** All issues of a search, page after page. */
export async function searchAll<Schema extends z.ZodType>(
  dialect: Pick<Dialect, 'searchPage'>,
  search: Search,
  issue: Schema,
  signal: AbortSignal,
): Promise<z.output<Schema>[]> {
  const found: z.output<Schema>[] = [];
  for (let after: string | null = null; ; ) {
    const page: SearchPage<z.output<Schema>> = await dialect.searchPage({ ...search, after }, issue, signal);
    found.push(...page.issues);
    after = page.next;
    if (after === null) return found;
  }
}
