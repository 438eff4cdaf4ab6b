import { z } from 'zod';
import type { CheckedItem } from './checked-item.js';
import { type CommentDialect, MARK_PROPERTY, markIn, readJiraComments } from './jira-comments.js';
import type { ToolClient } from './tool-client.js';
import { paragraphsOf } from './words.js';

const PAGE_SIZE = 100;

const searchAnswer = z.looseObject({
  issues: z.array(z.looseObject({ id: z.string() })),
  nextPageToken: z.string().optional(),
});
const issue = z.looseObject({
  id: z.string(),
  key: z.string(),
  fields: z.looseObject({
    issuetype: z.looseObject({ name: z.string() }),
    comment: z.looseObject({ total: z.number() }).optional(),
  }),
  properties: z.record(z.string(), z.unknown()).optional(),
});
const fetched = z.looseObject({ issues: z.array(issue) });
const CLOUD: CommentDialect = {
  version: 3,
  authorBy: 'emailAddress',
  words: (body, isCopy) =>
    paragraphsOf(body)
      .slice(isCopy ? 1 : 0)
      .join('\n'),
};

/** Which issues are read. */
export interface JiraScope {
  readonly project: string;
  readonly filter: string | undefined;
  /** E-mail address of the sync's account. */
  readonly account: string;
}

/** Every issue of a project with its comments; values come from the database by id, not from the index. */
export async function readJira(client: ToolClient, { project, filter, account }: JiraScope): Promise<CheckedItem[]> {
  const all = await search(client, `project = "${project}" order by created asc`);
  const inScope = new Set(
    filter === undefined ? all : await search(client, `project = "${project}" and (${filter}) order by created asc`),
  );
  return readByIds(client, all, account, inScope);
}

/** Issues by id or key, wherever they are now; those that do not exist are left out. */
export async function readByIds(
  client: ToolClient,
  idsOrKeys: readonly string[],
  account: string,
  inScope: ReadonlySet<string> = new Set(),
): Promise<CheckedItem[]> {
  const items: CheckedItem[] = [];
  for (let from = 0; from < idsOrKeys.length; from += PAGE_SIZE) {
    const body = {
      issueIdsOrKeys: idsOrKeys.slice(from, from + PAGE_SIZE),
      fields: ['*all'],
      properties: [MARK_PROPERTY],
    };
    const { issues } = fetched.parse(await client.post('/rest/api/3/issue/bulkfetch', body));
    for (const { id, key, fields, properties } of issues) {
      items.push({
        id,
        key,
        type: fields.issuetype.name,
        values: { ...fields, key },
        mark: markIn(properties?.[MARK_PROPERTY]),
        comments: fields.comment?.total === 0 ? [] : await readJiraComments(client, CLOUD, id, account),
        isInScope: inScope.has(id),
      });
    }
  }
  return items;
}

async function search(client: ToolClient, jql: string): Promise<string[]> {
  const ids = new Set<string>();
  for (let token: string | undefined; ; ) {
    const body = { jql, fields: ['id'], maxResults: 1000, ...(token === undefined ? {} : { nextPageToken: token }) };
    const { issues, nextPageToken } = searchAnswer.parse(await client.post('/rest/api/3/search/jql', body));
    for (const { id } of issues) ids.add(id);
    if (nextPageToken === undefined) return [...ids];
    token = nextPageToken;
  }
}
