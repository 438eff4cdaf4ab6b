import { z } from 'zod';
import { type CommentAnswer, type CommentProperties, commentPage } from '../answers/comment.js';
import { INTERNAL_PROPERTY } from '../comments/channels.js';
import type { CommentsOfIssue } from '../dialect/dialect.js';
import type { JiraApi } from '../jira-api.js';
import { MARK_PROPERTY } from '../mark.js';
import { someAtOnce } from './some-at-once.js';

/** What is known of so many comments is kept: neither marks nor whether a comment is internal change later. */
const MOST = 20_000;
const PAGE_SIZE = 1000;

const singleProperty = z.looseObject({ key: z.string(), value: z.unknown() });

/**
 * The entity properties of comments, which issues do not bring along: one call for each issue with comments that are new to us,
 * and where the site leaves properties out of lists, one for each such comment.
 */
export class CommentPropertyReader {
  readonly #api: JiraApi;
  readonly #known = new Map<string, CommentProperties>();
  /** Whether a list has ever shown properties: from then on a comment without them has none. */
  #areListed = false;

  constructor(api: JiraApi) {
    this.#api = api;
  }

  async read(
    issues: readonly CommentsOfIssue[],
    account: string,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CommentProperties>> {
    await someAtOnce(issues, async ({ issueId, mayBeInternal, comments }) => {
      const unknown = comments.filter(
        (comment) => !this.#known.has(comment.id) && (mayBeInternal || comment.author?.account === account),
      );
      if (unknown.length > 0) await this.#learn(issueId, unknown, account, mayBeInternal, signal);
    });
    const ids = issues.flatMap(({ comments }) => comments.map(({ id }) => id));
    return new Map(ids.map((id) => [id, this.#known.get(id) ?? []]));
  }

  async #learn(
    issueId: string,
    comments: readonly CommentAnswer[],
    account: string,
    mayBeInternal: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const path = `/issue/${encodeURIComponent(issueId)}/comment`;
    const query = { expand: 'properties', maxResults: PAGE_SIZE };
    const listed = (await this.#api.read({ method: 'GET', path, query }, commentPage, signal)).body.comments;
    this.#areListed ||= listed.some(({ properties }) => properties !== undefined);
    if (this.#areListed) for (const { id, properties } of listed) this.#keep(id, properties ?? []);
    for (const { id, author } of comments.filter((comment) => !this.#known.has(comment.id))) {
      const keys = [
        ...(author?.account === account ? [MARK_PROPERTY] : []),
        ...(mayBeInternal ? [INTERNAL_PROPERTY] : []),
      ];
      const read = await Promise.all(keys.map((key) => this.#property(id, key, signal)));
      this.#keep(
        id,
        read.filter((property) => property !== undefined),
      );
    }
  }

  async #property(commentId: string, key: string, signal: AbortSignal) {
    const path = `/comment/${encodeURIComponent(commentId)}/properties/${key}`;
    return (await this.#api.readIfOffered({ method: 'GET', path }, singleProperty, signal))?.body;
  }

  #keep(commentId: string, properties: CommentProperties): void {
    this.#known.set(commentId, properties);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest);
  }
}
