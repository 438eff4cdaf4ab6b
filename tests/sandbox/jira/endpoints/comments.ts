import { z } from 'zod';
import type { JsonValue } from '../../../../backend/shared/index.js';
import { empty, json } from '../../http/index.js';
import { addComment, type CommentDraft, editComment, removeComment } from '../issues/index.js';
import { demand, may, projectOf, seenIssue } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { commentJson } from '../render/index.js';
import type { Permission } from '../site/index.js';
import type { CommentRecord, IssueRecord } from '../store/index.js';
import { commentBody } from './bodies.js';
import { type Endpoint, type Exchange, listParameter, parameter, readBody } from './exchange.js';
import { offsetPage, pageJson } from './offset-page.js';

const MOST_PER_PAGE = 5_000;
const MOST_IDS = 1_000;

export const commentEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/issue/{issueIdOrKey}/comment',
    operation: 'getComments',
    isWrite: false,
    answer(exchange) {
      const record = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
      const isDown = exchange.query.get('orderBy')?.startsWith('-') === true;
      const ordered = isDown ? [...record.comments].reverse() : record.comments;
      const { items, startAt, maxResults, total } = offsetPage(exchange, ordered, MOST_PER_PAGE, MOST_PER_PAGE);
      return json(200, {
        startAt,
        maxResults,
        total,
        comments: items.map((comment) => shown(exchange, record, comment)),
      });
    },
  },
  {
    method: 'POST',
    path: '/issue/{issueIdOrKey}/comment',
    operation: 'addComment',
    isWrite: true,
    answer(exchange) {
      const record = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
      demand(
        exchange,
        'ADD_COMMENTS',
        record,
        `${exchange.account.displayName}, you do not have the permission to comment on this issue.`,
      );
      const comment = addComment(exchange, record, readDraft(exchange));
      return json(201, shown(exchange, record, comment));
    },
  },
  {
    method: 'GET',
    path: '/issue/{issueIdOrKey}/comment/{id}',
    operation: 'getComment',
    isWrite: false,
    answer(exchange) {
      const { record, comment } = namedComment(exchange);
      return json(200, shown(exchange, record, comment));
    },
  },
  {
    method: 'PUT',
    path: '/issue/{issueIdOrKey}/comment/{id}',
    operation: 'updateComment',
    isWrite: true,
    answer(exchange) {
      const { record, comment } = namedComment(exchange);
      demandOwn(exchange, record, comment, 'EDIT');
      return json(200, shown(exchange, record, editComment(exchange, record, comment, readDraft(exchange))));
    },
  },
  {
    method: 'DELETE',
    path: '/issue/{issueIdOrKey}/comment/{id}',
    operation: 'deleteComment',
    isWrite: true,
    answer(exchange) {
      const { record, comment } = namedComment(exchange);
      demandOwn(exchange, record, comment, 'DELETE');
      removeComment(exchange, record, comment);
      return empty();
    },
  },
  {
    method: 'POST',
    path: '/comment/list',
    operation: 'getCommentsByIds',
    isWrite: false,
    answer(exchange) {
      const { ids } = readBody(exchange, z.strictObject({ ids: z.array(z.number().int()).max(MOST_IDS) }));
      const { state, account } = exchange;
      const found = ids.flatMap((id) => {
        const record = state.store.owner('comment', id);
        const comment = record?.comments.find((candidate) => candidate.id === id);
        if (record === undefined || comment === undefined) return [];
        return may(state, account, 'BROWSE_PROJECTS', projectOf(state, record)) ? [{ record, comment }] : [];
      });
      const page = offsetPage(exchange, found, MOST_IDS, MOST_IDS);
      return json(
        200,
        pageJson(exchange, page, ({ record, comment }) => shown(exchange, record, comment)),
      );
    },
  },
];

function shown(exchange: Exchange, record: IssueRecord, comment: CommentRecord): JsonValue {
  const withProperties = listParameter(exchange.query, 'expand').includes('properties');
  return commentJson(comment, record.id, exchange.view, withProperties);
}

function readDraft(exchange: Exchange): CommentDraft {
  const { body, visibility, properties } = readBody(exchange, commentBody);
  return {
    body,
    ...(visibility === undefined ? {} : { visibility }),
    ...(properties === undefined ? {} : { properties }),
  };
}

function namedComment(exchange: Exchange): { record: IssueRecord; comment: CommentRecord } {
  const record = seenIssue(exchange, parameter(exchange, 'issueIdOrKey'));
  const id = parameter(exchange, 'id');
  const comment = record.comments.find((candidate) => String(candidate.id) === id);
  if (comment === undefined) throw new JiraRefusal(404, [`Can not find a comment for the id: ${id}.`]);
  return { record, comment };
}

function demandOwn(
  { state, account }: Exchange,
  record: IssueRecord,
  comment: CommentRecord,
  deed: 'EDIT' | 'DELETE',
): void {
  const isOwn = comment.authorId === account.accountId;
  const needed: Permission[] = [`${deed}_ALL_COMMENTS`, ...(isOwn ? ([`${deed}_OWN_COMMENTS`] as const) : [])];
  if (needed.some((permission) => may(state, account, permission, projectOf(state, record)))) return;
  throw new JiraRefusal(400, [
    `${account.displayName}, you do not have the permission to ${deed.toLowerCase()} this comment.`,
  ]);
}
