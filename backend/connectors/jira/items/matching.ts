import { RefusedError } from '../../../shared/index.js';
import { foundIssue } from '../answers/issue.js';
import type { Dialect } from '../dialect/dialect.js';
import { conditionOf, projectQuery } from '../jql.js';
import { searchAll } from './search.js';

const CHUNK_SIZE = 100;

interface MatchingRequest {
  readonly container: string;
  readonly filter: string;
  readonly ids: readonly string[];
}

/** Which of the issues a filter holds for, as the search index knows them. */
export async function matching(
  dialect: Dialect,
  request: MatchingRequest,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let from = 0; from < request.ids.length; from += CHUNK_SIZE) {
    const chunk = { ...request, ids: request.ids.slice(from, from + CHUNK_SIZE) };
    for (const id of await matchingChunk(dialect, chunk, signal)) found.add(id);
  }
  return found;
}

async function matchingChunk(
  dialect: Dialect,
  request: MatchingRequest,
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    return await searchIds(dialect, request, signal);
  } catch (error) {
    if (!(error instanceof RefusedError) || error.status !== 400) throw error;
    // JQL refuses an `id in (…)` that names an issue which is gone.
    const present = await dialect.fetchIndexed(request.ids, signal);
    if (present.length === 0) return [];
    if (present.length === request.ids.length) throw error;
    return searchIds(dialect, { ...request, ids: present.map((issue) => issue.id) }, signal);
  }
}

async function searchIds(dialect: Dialect, request: MatchingRequest, signal: AbortSignal): Promise<readonly string[]> {
  const jql = projectQuery(request.container, [`id in (${request.ids.join(', ')})`, conditionOf(request.filter)]);
  const search = { jql, fields: ['updated'], maxResults: CHUNK_SIZE };
  return (await searchAll(dialect, search, foundIssue, signal)).map((issue) => issue.id);
}
