import { z } from 'zod';
import { type CommentProperties, commentList } from '../answers/comment.js';
import { isNotOffered, type JiraApi } from '../jira-api.js';
import { MARK_PROPERTY } from '../mark.js';

/** Most comments that one `comment/list` gives. */
const LIST_SIZE = 1000;

const singleProperty = z.looseObject({ key: z.string(), value: z.unknown() });

/**
 * The entity properties of comments by id, which lists of comments leave out: one call for up to a thousand; where a site does
 * not give them in bulk, our property of each by itself.
 */
export async function readProperties(
  api: JiraApi,
  commentIds: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, CommentProperties>> {
  const found = new Map<string, CommentProperties>();
  for (let from = 0; from < commentIds.length; from += LIST_SIZE) {
    const listed = await listComments(api, commentIds.slice(from, from + LIST_SIZE), signal);
    const isGiven = listed.some((comment) => comment.properties !== undefined);
    // Once some show properties, a comment that shows none has none.
    for (const { id, properties } of isGiven ? listed : []) found.set(id, properties ?? []);
  }
  for (const id of commentIds) {
    if (!found.has(id)) found.set(id, await ownPropertyOf(api, id, signal));
  }
  return found;
}

async function listComments(api: JiraApi, ids: readonly string[], signal: AbortSignal) {
  const answer = await api.readIfOffered(
    { method: 'POST', path: '/comment/list', query: { expand: 'properties' }, body: { ids: ids.map(Number) } },
    commentList,
    signal,
  );
  return answer?.body.values ?? [];
}

async function ownPropertyOf(api: JiraApi, commentId: string, signal: AbortSignal): Promise<CommentProperties> {
  const path = `/comment/${encodeURIComponent(commentId)}/properties/${MARK_PROPERTY}`;
  try {
    return [(await api.read({ method: 'GET', path }, singleProperty, signal)).body];
  } catch (error) {
    if (isNotOffered(error)) return [];
    throw error;
  }
}
