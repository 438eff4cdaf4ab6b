import { foundIssue } from '../answers/issue.js';
import type { Dialect } from '../dialect/dialect.js';
import { projectQuery, quoted } from '../jql.js';

/** An issue to look at: what Jira says of rights, screens and transitions it says of an issue. */
export interface ExampleIssue {
  readonly id: string;
  readonly key: string;
}

/**
 * An issue of this project (and type) that others have made, else one of ours; null when none is to be seen. What may be done to
 * an issue of one's own says little about the others.
 */
export async function exampleIssue(
  dialect: Pick<Dialect, 'searchPage'>,
  project: string,
  typeId: string | null,
  signal: AbortSignal,
): Promise<ExampleIssue | null> {
  const ofType = typeId === null ? null : `issuetype = ${quoted(typeId)}`;
  for (const maker of ['creator != currentUser()', null]) {
    const search = { jql: projectQuery(project, [ofType, maker]), fields: ['updated'], maxResults: 1 };
    const { issues } = await dialect.searchPage(search, foundIssue, signal);
    const [found] = issues;
    if (found?.key !== undefined) return { id: found.id, key: found.key };
  }
  return null;
}
