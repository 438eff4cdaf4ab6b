import type { JsonValue } from '../../../../backend/shared/index.js';
import { addLocalIds, adfProblem } from '../adf/index.js';
import { JiraRefusal } from '../refusal.js';
import type { Act } from '../state.js';
import type { CommentRecord, IssueRecord } from '../store/index.js';
import { nextUpdatedMs, saveIssue } from './save.js';

export interface CommentDraft {
  readonly body: JsonValue;
  readonly visibility?: JsonValue;
  readonly properties?: readonly { readonly key: string; readonly value: JsonValue }[];
}

/** Adds a comment; the issue's `updated` moves with it. @throws JiraRefusal when the body is no document */
export function addComment(act: Act, record: IssueRecord, draft: CommentDraft): CommentRecord {
  const createdMs = nextUpdatedMs(act, record);
  const comment: CommentRecord = {
    id: act.state.store.sequences.comment.next(),
    authorId: act.account.accountId,
    updateAuthorId: act.account.accountId,
    body: readBody(act, draft.body),
    createdMs,
    updatedMs: createdMs,
    visibility: draft.visibility ?? null,
    properties: propertiesOf(draft),
  };
  saveIssue(act, { ...record, comments: [...record.comments, comment], updatedMs: createdMs });
  return comment;
}

/** Replaces the body; properties and visibility stay where the draft has none. */
export function editComment(act: Act, record: IssueRecord, comment: CommentRecord, draft: CommentDraft): CommentRecord {
  const edited: CommentRecord = {
    ...comment,
    body: readBody(act, draft.body),
    updateAuthorId: act.account.accountId,
    updatedMs: nextUpdatedMs(act, record),
    visibility: draft.visibility ?? comment.visibility,
    properties: { ...comment.properties, ...propertiesOf(draft) },
  };
  replaceComment(act, { ...record, updatedMs: edited.updatedMs }, edited);
  return edited;
}

/** Puts a changed comment in its place without moving `updated`. */
export function replaceComment(act: Act, record: IssueRecord, comment: CommentRecord): void {
  saveIssue(act, { ...record, comments: record.comments.map((other) => (other.id === comment.id ? comment : other)) });
}

export function removeComment(act: Act, record: IssueRecord, comment: CommentRecord): void {
  saveIssue(act, {
    ...record,
    comments: record.comments.filter(({ id }) => id !== comment.id),
    updatedMs: nextUpdatedMs(act, record),
  });
}

function readBody({ state, occasion }: Act, body: JsonValue): JsonValue {
  if (state.directory.site.deployment === 'datacenter') return readMarkup(body);
  if (body === null || typeof body !== 'object' || (Array.isArray(body) as boolean)) {
    throw JiraRefusal.ofFields({ comment: 'Comment body is not valid!' });
  }
  if (adfProblem(body) !== undefined) throw new JiraRefusal(400, ['INVALID_INPUT']);
  return state.manners.draw('B7', occasion) === undefined ? body : addLocalIds(body, state.random);
}

function readMarkup(body: JsonValue): JsonValue {
  if (typeof body === 'string' && body.trim() !== '') return body;
  throw JiraRefusal.ofFields({ comment: 'Comment body can not be empty!' });
}

function propertiesOf({ properties = [] }: CommentDraft): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(properties.map(({ key, value }) => [key, value]));
}
