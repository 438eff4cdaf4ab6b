import { z } from 'zod';
import type { CheckedComment, CheckedItem } from './checked-item.js';
import { type JiraScope, markIn } from './read-jira.js';
import type { ToolClient } from './tool-client.js';
import { wordsOfText } from './words.js';

const PAGE_SIZE = 100;
const MARK_PROPERTY = 'syncline';
const INTERNAL_PROPERTY = 'sd.public.comment';

const found = z.looseObject({ total: z.number(), issues: z.array(z.looseObject({ id: z.string() })) });
const issue = z.looseObject({
  id: z.string(),
  key: z.string(),
  fields: z.looseObject({ issuetype: z.looseObject({ name: z.string() }) }),
  properties: z.record(z.string(), z.unknown()).optional(),
});
const comments = z.looseObject({
  total: z.number(),
  comments: z.array(
    z.looseObject({
      id: z.string(),
      author: z.looseObject({ name: z.string().optional() }).optional(),
      body: z.string(),
      properties: z.array(z.looseObject({ key: z.string(), value: z.unknown() })).optional(),
    }),
  ),
});

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
      comments: await readComments(client, id, scope.account),
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

async function readComments(client: ToolClient, id: string, account: string): Promise<CheckedComment[]> {
  const read: CheckedComment[] = [];
  for (;;) {
    const query = { startAt: read.length, maxResults: PAGE_SIZE, expand: 'properties' };
    const page = comments.parse(await client.get(`/rest/api/2/issue/${id}/comment`, query));
    for (const { id: commentId, author, body, properties = [] } of page.comments) {
      const property = (key: string) => properties.find((candidate) => candidate.key === key)?.value;
      const mark = markIn(property(MARK_PROPERTY));
      const isOurs = author?.name === account;
      // The first paragraph of a copy says who wrote it over there.
      const words = isOurs && mark !== null ? body.replace(/^.*\n\s*\n?/, '') : body;
      read.push({
        id: commentId,
        words: wordsOfText(words),
        isInternal: property(INTERNAL_PROPERTY) !== undefined,
        isOurs,
        mark,
      });
    }
    if (page.comments.length === 0 || read.length >= page.total) return read;
  }
}
