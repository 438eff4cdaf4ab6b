import { NotSignedInError, SiteClosedError } from '../../../addon/index.js';
import { FaultyDraftError } from '../../configuration/index.js';
import {
  ConfigurationError,
  MalformedAnswerError,
  NotFoundError,
  PausedError,
  RateLimitedError,
  ReconnectNeededError,
  RefusedError,
  StaleError,
  UnavailableError,
  UnknownNameError,
} from '../../shared/index.js';
import { pointerTo } from './pointer.js';
import { type Problem, ProblemError } from './problem.js';

/** What an error means for whoever sent the request; null: nothing that is his business. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof NotSignedInError) {
    return {
      status: 401,
      title: 'Unauthorized',
      detail: 'what was shown lets nobody in; the log of the server says why',
    };
  }
  if (error instanceof SiteClosedError) return { status: 403, title: 'Forbidden', detail: error.message };
  if (error instanceof UnknownNameError) return { status: 404, title: 'Not Found', detail: error.message };
  if (error instanceof FaultyDraftError) {
    const errors = error.faults.map(({ path, message }) => ({
      in: 'body' as const,
      pointer: pointerTo(path),
      detail: message,
    }));
    return { status: 400, title: 'Bad Request', detail: 'parts of the request are wrong', errors };
  }
  if (error instanceof StaleError) return { status: 409, title: 'Stale', detail: error.message };
  if (error instanceof ConfigurationError || error instanceof PausedError || error instanceof ReconnectNeededError) {
    return { status: 409, title: 'Conflict', detail: error.message };
  }
  if (error instanceof RefusedError || error instanceof NotFoundError) {
    return { status: 409, title: 'Conflict', detail: `the tool refuses it: ${error.message}` };
  }
  if (error instanceof MalformedAnswerError) {
    return { status: 502, title: 'Bad Gateway', detail: `a tool answers what cannot be read: ${error.message}` };
  }
  if (error instanceof UnavailableError || error instanceof RateLimitedError) {
    return { status: 502, title: 'Bad Gateway', detail: `a tool does not answer: ${error.message}` };
  }
  return unreadable(error);
}

/** What Express itself throws of addresses and bodies that it cannot read: an error with a status, and of bodies a type. */
function unreadable(error: unknown): Problem | null {
  const { type, status } = (error ?? {}) as { readonly type?: unknown; readonly status?: unknown };
  if (type === 'entity.parse.failed') {
    return {
      status: 400,
      title: 'Bad Request',
      errors: [{ in: 'body', pointer: '#', detail: 'it is not JSON' }],
    };
  }
  if (type === 'entity.too.large') return { status: 413, title: 'Content Too Large' };
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { status, title: 'Bad Request', detail: 'the request cannot be read' };
  }
  return null;
}
