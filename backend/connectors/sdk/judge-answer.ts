import {
  type AppError,
  ConfigurationError,
  MalformedAnswerError,
  NotFoundError,
  ReconnectNeededError,
  RefusedError,
  UnavailableError,
  UnknownOutcomeError,
} from '../../shared/index.js';
import type { Answer, Call, HttpResponse } from './http-client.js';

const EXCERPT_LENGTH = 500;
const EXAMINED_LENGTH = 10_000;

/** What a tool says in the body of an error, in its own words. */
export interface ToolError {
  readonly message: string;
  /** By field id; empty when no field is named. */
  readonly fieldErrors: Readonly<Record<string, string>>;
}

/** Reads a tool's error body (parsed JSON, or the text when it is none). Must not throw; null when there are no words in it. */
export type ErrorReader = (status: number, body: unknown) => ToolError | null;

/** What an answer means for its call; a 429 is dealt with before. */
export type Verdict =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** Worth another try when the call is a read; `error` is thrown after the last one, or at once for a write. */
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'final'; readonly error: AppError };

/** Judges one answer (no 429). `redact` cleans whatever of the body comes into a message. */
export function judgeAnswer(
  call: Call,
  url: string,
  response: HttpResponse,
  readError: ErrorReader,
  redact: (text: string) => string,
): Verdict {
  const { status } = response;
  const what = `${call.method} ${call.path}`;
  // Cleaned before it is cut, so that half a secret does not slip through at the end.
  const excerpt = () => redact(response.body.slice(0, EXAMINED_LENGTH)).slice(0, EXCERPT_LENGTH);
  const details = { method: call.method, path: call.path, status };

  if ((status >= 200 && status < 300) || call.accept?.includes(status)) {
    const body = parsed(response);
    if (body !== undefined) return { kind: 'answered', answer: { status, headers: response.headers, body } };
    return failed(
      call,
      new MalformedAnswerError(`${what}: status ${status} without JSON`, {
        details: { ...details, excerpt: excerpt() },
      }),
    );
  }
  if (status >= 300 && status < 400) {
    const target = redact(response.headers.location ?? 'nowhere').split('?', 1)[0];
    const error = new ConfigurationError(
      `${url} redirects ${what} to ${target}: set the connection's url to the address that answers itself`,
      { details },
    );
    return call.intent === 'write' ? unknownOutcome(error) : { kind: 'final', error };
  }
  if (status >= 500 || status === 408) {
    return failed(
      call,
      new UnavailableError(`${what}: the tool answered ${status}`, { details: { ...details, excerpt: excerpt() } }),
    );
  }
  const words = readError(status, parsed(response) ?? response.body);
  const message = redact(words?.message ?? '') || `${what} was answered with ${status}`;
  if (status === 401) {
    return { kind: 'final', error: new ReconnectNeededError(`Signing in to ${url} failed: ${message}`, { details }) };
  }
  if (status === 404) return { kind: 'final', error: new NotFoundError(message, { details }) };
  const fieldErrors = Object.fromEntries(
    Object.entries(words?.fieldErrors ?? {}).map(([field, text]) => [field, redact(text)]),
  );
  return { kind: 'final', error: new RefusedError(message, { status, fieldErrors, details }) };
}

/** For tools whose connector reads no errors: the first of the usual members that holds a text. */
export const readUsualError: ErrorReader = (_status, body) => {
  if (body === null || typeof body !== 'object') return null;
  for (const member of ['message', 'error', 'detail', 'title']) {
    const value: unknown = (body as Readonly<Record<string, unknown>>)[member];
    if (typeof value === 'string' && value !== '') return { message: value, fieldErrors: {} };
  }
  return null;
};

function failed(call: Call, error: AppError): Verdict {
  return call.intent === 'write' ? unknownOutcome(error) : { kind: 'failed', error };
}

function unknownOutcome(cause: AppError): Verdict {
  const error = new UnknownOutcomeError(`${cause.message}; the write may have taken effect`, {
    answered: true,
    cause,
    details: { ...cause.details },
  });
  return { kind: 'final', error };
}

/** Undefined when it is no JSON. An empty 200 is no JSON either: a tool that means "nothing" says 204 or 201. */
function parsed(response: HttpResponse): unknown {
  if (response.body === '') return response.status === 200 ? undefined : null;
  try {
    return JSON.parse(response.body);
  } catch {
    return undefined;
  }
}
