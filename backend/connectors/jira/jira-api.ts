import type { z } from 'zod';
import {
  MalformedAnswerError,
  NotFoundError,
  ReconnectNeededError,
  RefusedError,
  UnknownOutcomeError,
} from '../../shared/index.js';
import type { Answer, Call, HttpClient } from '../sdk/index.js';

/** An answer whose body has the shape that was asked for. */
export interface Parsed<Body> {
  readonly status: number;
  readonly body: Body;
  /** The tool's clock (Date header); null when it sent none. */
  readonly toolTime: Date | null;
}

/** Where a version of the REST API begins. */
export type ApiPath = '/rest/api/2' | '/rest/api/3';
/** Not of any version: asked as they are. */
const OUTSIDE = /^\/(_edge|rest)\//;

/** The REST API of one site; paths are written without its beginning. Every body that comes in passes a schema here. */
export class JiraApi {
  readonly #http: HttpClient;
  readonly #base: ApiPath;
  readonly #onWritten: (issueId: string, toolTime: Date | null) => void;

  /** `onWritten` is called after each write of an issue that was taken. */
  constructor(http: HttpClient, base: ApiPath, onWritten: (issueId: string, toolTime: Date | null) => void = () => {}) {
    this.#http = http;
    this.#base = base;
    this.#onWritten = onWritten;
  }

  /** A read: GET, or a POST that only asks. @throws what HttpClient throws, MalformedAnswerError for a wrong shape. */
  async read<Schema extends z.ZodType>(
    call: Omit<Call, 'intent'>,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<Parsed<z.output<Schema>>> {
    return this.#parsed(await this.#call({ ...call, intent: 'read' }, signal), call, schema);
  }

  /** A write. @throws what HttpClient throws; UnknownOutcomeError when it was taken but answered in a wrong shape. */
  async write<Schema extends z.ZodType>(
    call: Omit<Call, 'intent'>,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<Parsed<z.output<Schema>>> {
    const answer = await this.#call({ ...call, intent: 'write' }, signal);
    if (call.lane !== undefined) this.#onWritten(call.lane, dateOf(answer));
    try {
      return this.#parsed(answer, call, schema);
    } catch (error) {
      if (!(error instanceof MalformedAnswerError)) throw error;
      const message = `${error.message}; the write may have taken effect`;
      throw new UnknownOutcomeError(message, { answered: true, cause: error, details: { ...error.details } });
    }
  }

  /** A read of what not every site has: null where it is not offered (404, 405, 410, 501). */
  async readIfOffered<Schema extends z.ZodType>(
    call: Omit<Call, 'intent'>,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<Parsed<z.output<Schema>> | null> {
    try {
      return await this.read(call, schema, signal);
    } catch (error) {
      if (isNotOffered(error)) return null;
      throw error;
    }
  }

  async #call(call: Call, signal: AbortSignal): Promise<Answer> {
    const path = OUTSIDE.test(call.path) ? call.path : `${this.#base}${call.path}`;
    const answer = await this.#http.call({ ...call, path }, signal);
    refuseAnonymous(answer);
    return answer;
  }

  #parsed<Schema extends z.ZodType>(
    answer: Answer,
    call: Pick<Call, 'method' | 'path'>,
    schema: Schema,
  ): Parsed<z.output<Schema>> {
    const result = schema.safeParse(answer.body);
    if (!result.success) {
      const fault = result.error.issues[0];
      throw new MalformedAnswerError(
        `${call.method} ${call.path}: the answer is not what Jira describes (${fault?.path.join('.')}: ${fault?.message})`,
        { details: { method: call.method, path: call.path, status: answer.status } },
      );
    }
    return { status: answer.status, body: result.data, toolTime: dateOf(answer) };
  }
}

function dateOf(answer: Answer): Date | null {
  const date = new Date(answer.headers.date ?? '');
  return Number.isNaN(date.getTime()) ? null : date;
}

/** Whether the site says that it has no such endpoint. */
export function isNotOffered(error: unknown): boolean {
  return error instanceof NotFoundError || (error instanceof RefusedError && [405, 410, 501].includes(error.status));
}

/**
 * With a wrong token Jira Cloud does not refuse searches: it answers them for nobody, with 200 and no issues, and says so in
 * this header alone. Taken for an answer, that would look as if everything had vanished.
 */
function refuseAnonymous(answer: Answer): void {
  const reason = answer.headers['x-seraph-loginreason'] ?? '';
  if (/AUTHENTICATED_FAILED|AUTHENTICATION_DENIED|AUTHORISATION_FAILED/.test(reason)) {
    throw new ReconnectNeededError(`Jira did not accept the credentials (${reason})`);
  }
}
