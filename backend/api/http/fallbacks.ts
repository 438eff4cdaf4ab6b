import type { NextFunction, Request, Response } from 'express';
import { NotSignedInError } from '../../../addon/index.js';
import { errorMessage, type Logger } from '../../shared/index.js';
import { ProblemError, sendProblem } from './problem.js';
import { problemOf } from './problem-of.js';

/** What no route has answered. */
export function notFound(request: Request, response: Response): void {
  sendProblem(response, { status: 404, title: 'Not Found', detail: `there is nothing at ${request.path}` });
}

/** What a route has thrown: said to the caller where it is about his request, else logged here and hidden. */
export function failed(log: Logger) {
  // Express tells error handlers by their four parameters.
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const problem = problemOf(error);
    if (error instanceof NotSignedInError) {
      log.info('a request was not let in', { method: request.method, path: request.path, reason: error.message });
    }
    if (problem === null) {
      log.error('a request failed', { method: request.method, path: request.path, reason: errorMessage(error), error });
    }
    if (response.headersSent) response.destroy();
    else {
      if (error instanceof ProblemError) response.set(error.headers);
      sendProblem(response, problem ?? { status: 500, title: 'Internal Server Error' });
    }
  };
}
