import { z } from 'zod';
import type { CheckedItem } from './checked-item.js';
import { type CommentDialect, MARK_PROPERTY, markIn, readJiraComments } from './jira-comments.js';
import type { JiraScope } from './read-jira.js';
import type { ToolClient } from './tool-client.js';

const PAGE_SIZE = 100;

const found = z.looseObject({ total: z.number(), issues: z.array(z.looseObject({ id: z.string() })) });
const issue = z.looseObject({
  id: z.string(),
  key: z.string(),
  fields: z.looseObject({ issuetype: z.looseObject({ name: z.string() }) }),
  properties: z.record(z.string(), z.unknown()).optional(),
});
const DATA_CENTER: CommentDialect = {
  version: 2,
  authorBy: 'name',
  words: (body, isCopy) => (isCopy ? String(body).replace(/^.*\n\s*\n?/, '') : String(body)),
};

/** Every issue of a Data Center with its comments; those of the project are in scope, and who was moved away is still somebody's partner. */
export async function readDataCenter(client: ToolClient, scope: JiraScope): Promise<CheckedItem[]> {
  const { project, filter } = scope;
  const all = await search(client, 'order by created asc');
  const filtered = filter === undefined ? '' : ` and (${filter})`;
  const inScope = new Set(await search(client, `project = "${project}"${filtered} order by created asc`));
  const items: CheckedItem[] = [];
  for (const id of all) {
    const query = { fields: '*all', properties: MARK_PROPERTY };
    const { key, fields, properties } = issue.parse(await client.get(`/rest/api/2/issue/${id}`, query));
    items.push({
      id,
      key,
      type: fields.issuetype.name,
      values: { ...fields, key },
      mark: markIn(properties?.[MARK_PROPERTY]),
      comments: await readJiraComments(client, DATA_CENTER, id, scope.account),
      isInScope: inScope.has(id),
    });
  }
  return items;
}

async function search(client: ToolClient, jql: string): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const query = { jql, fields: 'id', startAt: ids.length, maxResults: PAGE_SIZE };
    const { issues, total } = found.parse(await client.get('/rest/api/2/search', query));
    ids.push(...issues.map(({ id }) => id));
    if (issues.length === 0 || ids.length >= total) return ids;
  }
}
