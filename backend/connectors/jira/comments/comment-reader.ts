import { z } from 'zod';
import { MalformedAnswerError } from '../../../shared/index.js';
import { type AdfDocument, type Comment, textToAdf, type UserValue } from '../../sdk/index.js';
import { type CommentAnswer, type CommentProperties, commentPage } from '../answers/comment.js';
import type { FetchedIssue } from '../items/bulk-fetch.js';
import type { JiraApi } from '../jira-api.js';
import { MARK_PROPERTY, readMark } from '../mark.js';
import { richTextValue, userValue } from '../values/from-jira.js';
import { INTERNAL, INTERNAL_PROPERTY, PUBLIC } from './channels.js';
import { readProperties } from './own-properties.js';

const PAGE_SIZE = 100;
const NOBODY: UserValue = { id: '', label: 'Anonymous', email: null };

const issueWithComments = z.looseObject({ fields: z.looseObject({ comment: commentPage.optional() }) });
const internalValue = z.looseObject({ internal: z.union([z.literal(true), z.literal('true')]) });

/** Reads comments with the marks of those that are ours. */
export class CommentReader {
  readonly #api: JiraApi;

  constructor(api: JiraApi) {
    this.#api = api;
  }

  /** By issue id, oldest first. Takes what the issues brought along and reads on where that was not all. */
  async ofIssues(
    issues: readonly FetchedIssue[],
    accountId: string,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly Comment[]>> {
    const answers = new Map<string, readonly CommentAnswer[]>();
    for (const issue of issues) {
      const embedded = issueWithComments.safeParse(issue);
      if (!embedded.success) throw new MalformedAnswerError(`${issue.key}: its comments are not what Jira describes`);
      const page = embedded.data.fields.comment;
      const isComplete = page !== undefined && page.comments.length >= (page.total ?? 0);
      answers.set(issue.id, isComplete ? page.comments : await this.#allOf(issue.id, signal));
    }
    const properties = await this.#missingProperties([...answers.values()].flat(), accountId, signal);
    const toComment = (answer: CommentAnswer) => commentFrom(answer, accountId, properties.get(answer.id));
    return new Map([...answers].map(([id, list]) => [id, list.map(toComment).sort(byAge)]));
  }

  /** All comments of one issue, oldest first. @throws NotFoundError when the issue is out of sight. */
  async ofIssue(issueId: string, accountId: string, signal: AbortSignal): Promise<readonly Comment[]> {
    const answers = await this.#allOf(issueId, signal);
    const properties = await this.#missingProperties(answers, accountId, signal);
    return answers.map((answer) => commentFrom(answer, accountId, properties.get(answer.id))).sort(byAge);
  }

  /** Page by page; a comment that appears twice because others were added or deleted meanwhile counts once. */
  async #allOf(issueId: string, signal: AbortSignal): Promise<readonly CommentAnswer[]> {
    const found = new Map<string, CommentAnswer>();
    const path = `/issue/${encodeURIComponent(issueId)}/comment`;
    for (let startAt = 0; ; ) {
      const query = { startAt, maxResults: PAGE_SIZE, orderBy: 'created' };
      const { body } = await this.#api.read({ method: 'GET', path, query }, commentPage, signal);
      for (const comment of body.comments) found.set(comment.id, comment);
      startAt += body.comments.length;
      if (body.comments.length === 0 || startAt >= (body.total ?? 0)) return [...found.values()];
    }
  }

  #missingProperties(answers: readonly CommentAnswer[], accountId: string, signal: AbortSignal) {
    const ours = answers.filter((answer) => answer.author?.accountId === accountId && answer.properties === undefined);
    return readProperties(
      this.#api,
      ours.map((answer) => answer.id),
      signal,
    );
  }
}

function commentFrom(answer: CommentAnswer, accountId: string, ownProperties: CommentProperties | undefined): Comment {
  const properties = answer.properties ?? ownProperties ?? [];
  const byUs = answer.author?.accountId === accountId;
  const property = (key: string) => properties.find((candidate) => candidate.key === key)?.value;
  const isInternal =
    answer.jsdPublic === false ||
    (answer.visibility !== undefined && answer.visibility !== null) ||
    internalValue.safeParse(property(INTERNAL_PROPERTY)).success;
  return {
    id: answer.id,
    body: { kind: 'richText', value: bodyOf(answer) },
    channel: isInternal ? INTERNAL : PUBLIC,
    author: answer.author ? userValue(answer.author) : NOBODY,
    byUs,
    mark: byUs ? readMark(property(MARK_PROPERTY)) : null,
    createdAt: answer.created,
  };
}

function bodyOf(answer: CommentAnswer): AdfDocument {
  return richTextValue(answer.body) ?? textToAdf('');
}

function byAge(a: Comment, b: Comment): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return Number(a.id) - Number(b.id);
}
