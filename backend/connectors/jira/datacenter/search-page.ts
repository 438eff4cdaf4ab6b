import { z } from 'zod';
import type { Search, SearchPage } from '../items/search.js';
import type { JiraApi, Parsed } from '../jira-api.js';

/** What Data Center takes besides. */
export interface DataCenterSearch extends Omit<Search, 'after'> {
  readonly startAt?: number;
  readonly expand?: readonly string[];
  /** False: a value that does not exist matches nothing, instead of refusing the query. */
  readonly validateQuery?: boolean;
}

interface Found<Issue> {
  readonly issues: readonly Issue[];
  /** How many there are in all, at this moment. */
  readonly total: number;
}

/** One call of `search`. Its offsets shift while issues change (B4): whoever reads on must not lean on them alone. */
export async function search<Schema extends z.ZodType>(
  api: JiraApi,
  { jql, fields, maxResults, startAt = 0, expand, validateQuery = true }: DataCenterSearch,
  issue: Schema,
  signal: AbortSignal,
): Promise<Parsed<Found<z.output<Schema>>>> {
  const body = { jql, fields, maxResults, startAt, validateQuery, ...(expand === undefined ? {} : { expand }) };
  const answer = z.looseObject({ issues: z.array(issue), total: z.number().int() });
  return api.read({ method: 'POST', path: '/search', body }, answer, signal);
}

/**
 * A page of a search whose result is expected to fit into one. Where it does not, later pages overlap by half, so that issues
 * which leave the result meanwhile hide no others; what comes twice does no harm.
 */
export async function searchPage<Schema extends z.ZodType>(
  api: JiraApi,
  asked: Search,
  issue: Schema,
  signal: AbortSignal,
): Promise<SearchPage<z.output<Schema>>> {
  const startAt = Number(asked.after ?? 0);
  const { body, toolTime } = await search(api, { ...asked, startAt }, issue, signal);
  const isLast = body.issues.length === 0 || startAt + body.issues.length >= body.total;
  const next = isLast ? null : String(startAt + Math.ceil(body.issues.length / 2));
  return { issues: body.issues, next, toolTime };
}
