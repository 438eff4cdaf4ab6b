import { z } from 'zod';
import { type ChangelogEntry, changelog } from '../answers/changelog.js';
import type { JiraApi } from '../jira-api.js';
import { search } from './search-page.js';

/** Histories come whole, however long they are: not too many in one answer. */
const CHUNK_SIZE = 25;

const issueWithHistory = z.looseObject({
  id: z.string(),
  changelog: z.looseObject({ histories: z.array(changelog) }).optional(),
});

/** The whole histories of issues, which Data Center gives along with a search and in no other way in bulk. */
export async function readHistories(
  api: JiraApi,
  issueIds: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly ChangelogEntry[]>> {
  const found = new Map<string, readonly ChangelogEntry[]>();
  for (let from = 0; from < issueIds.length; from += CHUNK_SIZE) {
    const ids = issueIds.slice(from, from + CHUNK_SIZE);
    const jql = `id in (${ids.join(', ')})`;
    const asked = { jql, fields: ['updated'], maxResults: ids.length, validateQuery: false, expand: ['changelog'] };
    const { body } = await search(api, asked, issueWithHistory, signal);
    for (const issue of body.issues) if (issue.changelog) found.set(issue.id, issue.changelog.histories);
  }
  return found;
}
