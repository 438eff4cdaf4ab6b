import { ProblemError } from '../http/index.js';

/** @param waitSeconds until it may be tried again */
export function tooManyAttempts(waitSeconds: number): ProblemError {
  return new ProblemError(
    { status: 429, title: 'Too Many Requests', detail: 'too many attempts; wait a quarter of an hour' },
    { 'retry-after': String(waitSeconds) },
  );
}
