import { z } from 'zod';
import { fetchedIssue } from '../answers/issue.js';
import type { FetchedIssue } from '../dialect/dialect.js';
import type { JiraApi } from '../jira-api.js';
import { MARK_PROPERTY } from '../mark.js';

/** Most issues that one call gives. */
export const BULK_FETCH_SIZE = 100;

const bulkFetched = z.looseObject({ issues: z.array(fetchedIssue) });

/**
 * Issues by id or key from the database, not from the search index, with their mark. Who is missing in the answer is gone or
 * hidden; Jira does not tell which. At most 100.
 */
export async function bulkFetch(
  api: JiraApi,
  idsOrKeys: readonly string[],
  fields: readonly string[],
  signal: AbortSignal,
): Promise<readonly FetchedIssue[]> {
  if (idsOrKeys.length === 0) return [];
  const body = { issueIdsOrKeys: idsOrKeys, fields, properties: [MARK_PROPERTY] };
  const answer = await api.read({ method: 'POST', path: '/issue/bulkfetch', body }, bulkFetched, signal);
  return answer.body.issues;
}
