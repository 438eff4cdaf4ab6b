import { z } from 'zod';
import { NotFoundError, RefusedError } from '../../../shared/index.js';
import { issueReference } from '../answers/issue.js';
import type { FetchedIssue, FetchRequest } from '../dialect/dialect.js';
import type { JiraApi } from '../jira-api.js';
import { quoted } from '../jql.js';
import { MARK_PROPERTY, readMark } from '../mark.js';
import type { KnownMarks } from './known-marks.js';
import type { RecentWrites } from './recent-writes.js';
import { search } from './search-page.js';
import { someAtOnce } from './some-at-once.js';

/** Most issues that one call is asked for. */
export const READ_SIZE = 100;

const propertyAnswer = z.looseObject({ value: z.unknown() });

/**
 * Reads issues by id. Data Center has no bulk read but the search, whose index a cluster brings up to date within seconds: what it
 * does not show, or shows older than our own last write, is asked for by itself.
 */
export class IssueReader {
  readonly #api: JiraApi;
  readonly #marks: KnownMarks;
  readonly #writes: RecentWrites;

  constructor(api: JiraApi, marks: KnownMarks, writes: RecentWrites) {
    this.#api = api;
    this.#marks = marks;
    this.#writes = writes;
  }

  async fetch({ idsOrKeys, fields, marksOf }: FetchRequest, signal: AbortSignal): Promise<readonly FetchedIssue[]> {
    const asked = [...new Set([...fields, 'updated', 'creator'])];
    const indexed = await this.indexed(idsOrKeys, asked, signal);
    const fresh = indexed.filter((issue) => !this.#writes.mayPrecede(issue.id, issue.fields.updated));
    const shown = new Set(fresh.map(({ id }) => id));
    const rest = idsOrKeys.filter((id) => !shown.has(id));
    const single = await someAtOnce(rest, (id) => this.one(id, asked, signal));
    const issues = [...fresh.map(({ raw }) => raw), ...single.filter((issue) => issue !== undefined)];
    if (marksOf === null) return issues;
    return someAtOnce(issues, (issue) => this.#marked(issue, marksOf.account, signal));
  }

  /** As the index shows them; ids and keys that do not exist are left out. */
  async indexed(idsOrKeys: readonly string[], fields: readonly string[], signal: AbortSignal) {
    if (idsOrKeys.length === 0) return [];
    const ids = idsOrKeys.filter((one) => /^\d+$/.test(one));
    const keys = idsOrKeys.filter((one) => !/^\d+$/.test(one)).map(quoted);
    const jql = [
      ...(ids.length === 0 ? [] : [`id in (${ids.join(', ')})`]),
      ...(keys.length === 0 ? [] : [`key in (${keys.join(', ')})`]),
    ].join(' OR ');
    const asked = { jql, fields, maxResults: idsOrKeys.length, validateQuery: false };
    const { body } = await search(this.#api, asked, indexedIssue, signal);
    return body.issues;
  }

  /** From the database; undefined when it is gone or hidden. */
  async one(idOrKey: string, fields: readonly string[], signal: AbortSignal): Promise<FetchedIssue | undefined> {
    const path = `/issue/${encodeURIComponent(idOrKey)}`;
    const query = { fields: fields.join(',') };
    try {
      return (
        await this.#api.read({ method: 'GET', path, query }, z.looseObject({ id: z.string(), key: z.string() }), signal)
      ).body;
    } catch (error) {
      if (error instanceof NotFoundError || (error instanceof RefusedError && error.status === 403)) return undefined;
      throw error;
    }
  }

  /** The mark of an issue of our own; null when it has none. */
  async markOf(issueId: string, signal: AbortSignal): Promise<string | null> {
    const known = this.#marks.of(issueId);
    if (known !== undefined) return known;
    const path = `/issue/${encodeURIComponent(issueId)}/properties/${MARK_PROPERTY}`;
    const answer = await this.#api.readIfOffered({ method: 'GET', path }, propertyAnswer, signal);
    const mark = readMark(answer?.body.value);
    this.#marks.learn(issueId, mark);
    return mark;
  }

  async #marked(issue: FetchedIssue, account: string, signal: AbortSignal): Promise<FetchedIssue> {
    const { creator } = issueReference.parse(issue).fields;
    const mark = creator?.account === account ? await this.markOf(issue.id, signal) : null;
    return { ...issue, properties: mark === null ? {} : { [MARK_PROPERTY]: { mark } } };
  }
}

/** The answer as it came beside what is looked at here. */
const indexedIssue = z.unknown().transform((raw, context) => {
  const parsed = issueReference.safeParse(raw);
  if (parsed.success) return { id: parsed.data.id, fields: parsed.data.fields, raw: raw as FetchedIssue };
  context.addIssue({ code: 'custom', message: parsed.error.issues[0]?.message ?? 'no issue' });
  return z.NEVER;
});
