import type { z } from 'zod';
import type { JsonValue } from '../../../shared/index.js';
import type { JiraApi, Parsed } from '../jira-api.js';

/** A JQL search. */
export interface Search {
  readonly jql: string;
  readonly fields: readonly string[];
  readonly properties?: readonly string[];
  /** A wish: the server gives fewer when it finds the answer too heavy. */
  readonly maxResults: number;
  /** `nextPageToken` of the page before. */
  readonly after?: string | null;
}

/** Asks for one page; the caller's schema reads its issues. The index may lag behind the database by minutes. */
export function searchPageOf<Schema extends z.ZodType>(
  api: JiraApi,
  search: Search,
  schema: Schema,
  signal: AbortSignal,
): Promise<Parsed<z.output<Schema>>> {
  const body: JsonValue = {
    jql: search.jql,
    fields: search.fields,
    maxResults: search.maxResults,
    ...(search.properties === undefined ? {} : { properties: search.properties }),
    ...(search.after ? { nextPageToken: search.after } : {}),
  };
  return api.read({ method: 'POST', path: '/search/jql', body }, schema, signal);
}

/** All issues of a search, page after page. */
export async function searchAll<Schema extends z.ZodType<SearchAnswer>>(
  api: JiraApi,
  search: Search,
  schema: Schema,
  signal: AbortSignal,
): Promise<z.output<Schema>['issues'][number][]> {
  const found: z.output<Schema>['issues'][number][] = [];
  for (let after: string | null = null; ; ) {
    const { body }: Parsed<z.output<Schema>> = await searchPageOf(api, { ...search, after }, schema, signal);
    found.push(...body.issues);
    after = nextPage(body);
    if (after === null) return found;
  }
}

/** What leads to the next page; null on the last. A page may be short without being the last. */
export function nextPage(answer: Omit<SearchAnswer, 'issues'>): string | null {
  return answer.isLast === true ? null : (answer.nextPageToken ?? null);
}

interface SearchAnswer {
  readonly issues: readonly unknown[];
  readonly nextPageToken?: string | null | undefined;
  readonly isLast?: boolean | undefined;
}
