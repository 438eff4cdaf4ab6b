import type { Operations } from './operations.js';

export type Problem = Operations['problem'];

/** The server has refused a request, or cannot do it now; `message` is said to the person. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

/** The server could not be asked at all. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}
