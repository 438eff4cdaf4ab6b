import type { JsonValue } from '../../../../backend/shared/index.js';
import type { CommentRecord } from '../store/index.js';
import { userByIdJson } from './user-json.js';
import type { View } from './view.js';

/** A comment; its properties only where they were asked for. */
export function commentJson(
  comment: CommentRecord,
  issueId: number,
  view: View,
  withProperties = false,
): { [key: string]: JsonValue } {
  return {
    self: view.self(`issue/${issueId}/comment/${comment.id}`),
    id: String(comment.id),
    author: userByIdJson(comment.authorId, view),
    body: comment.body,
    updateAuthor: userByIdJson(comment.updateAuthorId, view),
    created: view.date(comment.createdMs),
    updated: view.date(comment.updatedMs),
    ...(comment.visibility === null ? {} : { visibility: comment.visibility }),
    ...(withProperties
      ? { properties: Object.entries(comment.properties).map(([key, value]) => ({ key, value })) }
      : {}),
    ...(view.isCloud ? { jsdPublic: true } : {}),
  };
}
