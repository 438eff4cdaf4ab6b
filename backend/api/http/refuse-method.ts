import type { RequestHandler } from 'express';
import { ProblemError } from './problem.js';

/** For every method that a path does not know: names those that it does. */
export function refuseMethod(known: readonly ('get' | 'post')[]): RequestHandler {
  const allow = known.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : ['POST'])).join(', ');
  return (_request, _response, next) => {
    next(new ProblemError({ status: 405, title: 'Method Not Allowed' }, { allow }));
  };
}
