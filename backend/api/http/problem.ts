import type { Response } from 'express';

/** One member of a request that is wrong. */
export interface Fault {
  readonly in: 'path' | 'query' | 'body';
  /** JSON pointer of the member within that part, as a fragment: `#/take`. */
  readonly pointer: string;
  readonly detail: string;
}

/** An error as RFC 9457 says it. */
export interface Problem {
  readonly status: number;
  /** What it is, the same each time. */
  readonly title: string;
  /** What it is this time, for a person. */
  readonly detail?: string;
  readonly errors?: readonly Fault[];
  /** Members beyond the standard ones. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Answer with `problem`: the request cannot be done, and whoever sent it is told why. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(problem: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
    this.headers = headers;
  }
}

/** Answers with a problem document. */
export function sendProblem(response: Response, { status, title, detail, errors, more }: Problem): void {
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, detail, errors, ...more }));
}
