import { z } from 'zod';
import { MalformedAnswerError } from '../../../shared/index.js';
import { type Comment, textToAdf, type UserValue } from '../../sdk/index.js';
import { type CommentAnswer, type CommentProperties, commentPage } from '../answers/comment.js';
import type { CommentsOfIssue, Dialect, FetchedIssue } from '../dialect/dialect.js';
import type { Forms } from '../dialect/forms.js';
import { MARK_PROPERTY, readMark } from '../mark.js';
import { userValue } from '../values/from-jira.js';
import { INTERNAL, INTERNAL_PROPERTY, mayHoldInternal, PUBLIC } from './channels.js';

const PAGE_SIZE = 100;
const NOBODY: UserValue = { id: '', label: 'Anonymous', email: null };

const issueWithComments = z.looseObject({
  fields: z.looseObject({
    comment: commentPage.optional(),
    project: z.looseObject({ projectTypeKey: z.string().optional() }).optional(),
  }),
});
const internalValue = z.looseObject({ internal: z.union([z.literal(true), z.literal('true')]) });

/** Reads comments with the marks of those that are ours. */
export class CommentReader {
  readonly #dialect: Dialect;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /** By issue id, oldest first. Takes what the issues brought along and reads on where that was not all. */
  async ofIssues(
    issues: readonly FetchedIssue[],
    accountId: string,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly Comment[]>> {
    const read: CommentsOfIssue[] = [];
    for (const issue of issues) {
      const embedded = issueWithComments.safeParse(issue);
      if (!embedded.success) throw new MalformedAnswerError(`${issue.key}: its comments are not what Jira describes`);
      const page = embedded.data.fields.comment;
      const isComplete = page !== undefined && page.comments.length >= (page.total ?? 0);
      read.push({
        issueId: issue.id,
        mayBeInternal: mayHoldInternal(embedded.data.fields.project?.projectTypeKey),
        comments: isComplete ? page.comments : await this.#allOf(issue.id, signal),
      });
    }
    const properties = await this.#dialect.commentProperties(read, accountId, signal);
    return new Map(read.map(({ issueId, comments }) => [issueId, this.#made(comments, accountId, properties)]));
  }

  /** All comments of one issue, oldest first. @throws NotFoundError when the issue is out of sight. */
  async ofIssue(issueId: string, accountId: string, signal: AbortSignal): Promise<readonly Comment[]> {
    const comments = await this.#allOf(issueId, signal);
    const read = [{ issueId, mayBeInternal: true, comments }];
    return this.#made(comments, accountId, await this.#dialect.commentProperties(read, accountId, signal));
  }

  /** Page by page; a comment that appears twice because others were added or deleted meanwhile counts once. */
  async #allOf(issueId: string, signal: AbortSignal): Promise<readonly CommentAnswer[]> {
    const found = new Map<string, CommentAnswer>();
    const path = `/issue/${encodeURIComponent(issueId)}/comment`;
    for (let startAt = 0; ; ) {
      const query = { startAt, maxResults: PAGE_SIZE, orderBy: 'created' };
      const { body } = await this.#dialect.api.read({ method: 'GET', path, query }, commentPage, signal);
      for (const comment of body.comments) found.set(comment.id, comment);
      startAt += body.comments.length;
      if (body.comments.length === 0 || startAt >= (body.total ?? 0)) return [...found.values()];
    }
  }

  #made(
    answers: readonly CommentAnswer[],
    account: string,
    properties: ReadonlyMap<string, CommentProperties>,
  ): readonly Comment[] {
    const { forms } = this.#dialect;
    return answers
      .map((answer) => commentFrom(answer, { account, forms, properties: properties.get(answer.id) }))
      .sort(byAge);
  }
}

function commentFrom(
  answer: CommentAnswer,
  known: {
    readonly account: string;
    readonly forms: Forms;
    readonly properties: CommentProperties | undefined;
  },
): Comment {
  const properties = answer.properties ?? known.properties ?? [];
  const byUs = answer.author?.account === known.account;
  const property = (key: string) => properties.find((candidate) => candidate.key === key)?.value;
  const isInternal =
    answer.jsdPublic === false ||
    (answer.visibility !== undefined && answer.visibility !== null) ||
    internalValue.safeParse(property(INTERNAL_PROPERTY)).success;
  return {
    id: answer.id,
    body: { kind: 'richText', value: known.forms.readRichText(answer.body) ?? textToAdf('') },
    channel: isInternal ? INTERNAL : PUBLIC,
    author: answer.author ? userValue(answer.author) : NOBODY,
    byUs,
    mark: byUs ? readMark(property(MARK_PROPERTY)) : null,
    createdAt: answer.created,
  };
}

function byAge(a: Comment, b: Comment): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return Number(a.id) - Number(b.id);
}
