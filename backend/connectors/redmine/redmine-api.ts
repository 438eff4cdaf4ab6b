import type { z } from 'zod';
import {
  type JsonValue,
  MalformedAnswerError,
  NotFoundError,
  RefusedError,
  UnavailableError,
  UnknownOutcomeError,
} from '../../shared/index.js';
import type { Answer, HttpClient } from '../sdk/index.js';
import { type Issue, issueAnswer, issueList } from './answers.js';
import { isRace } from './refusal.js';

/** Parameters of a list, with filters in Redmine's short form: `{ status_id: '*', updated_on: '>=2026-07-14T00:00:00Z' }`. */
export type IssueQuery = Readonly<Record<string, string>>;

/** One answer to a list of issues. */
export interface Issues {
  readonly issues: readonly Issue[];
  /** Whether more match than were given. Redmine cuts a limit without a word (B5), so only its count tells. */
  readonly hasMore: boolean;
  /** The Date header, which Redmine leaves to the web server in front of it; null when there is none. */
  readonly toolTime: Date | null;
}

/** The most that Redmine gives at once, whatever it is asked for. */
export const PAGE_LENGTH = 100;

/** The REST API of one Redmine, with its answers parsed. */
export class RedmineApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /** @throws MalformedAnswerError when the answer is not of the schema */
  async get<Schema extends z.ZodType>(
    path: string,
    query: Readonly<Record<string, string>>,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<z.infer<Schema>> {
    return parsed(path, await this.#http.call({ method: 'GET', path, query, intent: 'read' }, signal), schema);
  }

  /** The same for what only some accounts may read: null where this one may not, or where there is no such thing. */
  async getIfAllowed<Schema extends z.ZodType>(
    path: string,
    query: Readonly<Record<string, string>>,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<z.infer<Schema> | null> {
    try {
      return await this.get(path, query, schema, signal);
    } catch (error) {
      const isClosed = error instanceof NotFoundError || (error instanceof RefusedError && error.status === 403);
      if (isClosed) return null;
      throw error;
    }
  }

  /** Issues of whatever status that the account sees. */
  async list(query: IssueQuery, signal: AbortSignal): Promise<Issues> {
    const asked = { status_id: '*', limit: String(PAGE_LENGTH), ...query };
    const path = '/issues.json';
    const answer = await this.#http.call({ method: 'GET', path, query: asked, intent: 'read' }, signal);
    const { issues, total_count: total } = parsed(path, answer, issueList);
    return { issues, hasMore: issues.length > 0 && total > issues.length, toolTime: timeOf(answer) };
  }

  /** All of them, in the order of their numbers: not by offset, which shifts while issues come and go (B4). */
  async listAll(query: IssueQuery, signal: AbortSignal): Promise<readonly Issue[]> {
    const found: Issue[] = [];
    for (let after = 0; ; ) {
      const bound = after === 0 ? {} : { issue_id: `>=${after + 1}` };
      const { issues, hasMore } = await this.list({ ...query, ...bound, sort: 'id:asc' }, signal);
      found.push(...issues);
      const last = issues.at(-1);
      if (!hasMore || last === undefined) return found;
      after = last.id;
    }
  }

  /** One issue; undefined when it is out of sight, of which Redmine says 404 or 403. */
  async issue(id: string, include: readonly string[], signal: AbortSignal): Promise<Issue | undefined> {
    const query = { include: include.join(',') };
    return (await this.getIfAllowed(issuePath(id), query, issueAnswer, signal))?.issue;
  }

  /** @throws RefusedError with the tool's words. @throws UnknownOutcomeError when the issue may have been made. */
  async create(values: JsonValue, signal: AbortSignal): Promise<Issue> {
    const call = { method: 'POST', path: '/issues.json', body: { issue: values }, intent: 'write' } as const;
    const answer = await this.#http.call(call, signal);
    const known = issueAnswer.safeParse(answer.body);
    if (known.success) return known.data.issue;
    throw new UnknownOutcomeError('POST /issues.json: taken, but the answer holds no issue', {
      answered: true,
      cause: known.error,
    });
  }

  /**
   * An answer without an error says nothing: what the account may not set, and what Redmine does not know, is left out without a
   * word (B6). @throws RefusedError with the tool's words. @throws UnavailableError when somebody saved it at the same moment.
   */
  async update(id: string, values: JsonValue, signal: AbortSignal): Promise<void> {
    try {
      await this.#http.call(
        { method: 'PUT', path: issuePath(id), body: { issue: values }, intent: 'write', lane: id },
        signal,
      );
    } catch (error) {
      if (!isRace(error)) throw error;
      throw new UnavailableError(`PUT ${issuePath(id)}: somebody changed the issue at the same moment`, {
        cause: error,
      });
    }
  }

  /** @throws NotFoundError when the issue is out of sight. */
  async remove(id: string, signal: AbortSignal): Promise<void> {
    await this.#http.call({ method: 'DELETE', path: issuePath(id), intent: 'write', lane: id }, signal);
  }

  /** Takes a note of ours away again: one that is emptied and changed nothing is deleted. */
  async withdrawNote(journalId: number, signal: AbortSignal): Promise<void> {
    const path = `/journals/${journalId}.json`;
    await this.#http.call({ method: 'PUT', path, body: { journal: { notes: '' } }, intent: 'write' }, signal);
  }
}

function issuePath(id: string): string {
  return `/issues/${encodeURIComponent(id)}.json`;
}

function parsed<Schema extends z.ZodType>(path: string, answer: Answer, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(answer.body);
  if (result.success) return result.data;
  throw new MalformedAnswerError(`${path}: the answer is not what Redmine gives`, { cause: result.error });
}

function timeOf(answer: Answer): Date | null {
  const at = new Date(answer.headers.date ?? '');
  return Number.isNaN(at.getTime()) ? null : at;
}
