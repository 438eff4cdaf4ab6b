import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** A handler that is a promise, for which Express 4 does not wait: what it throws is passed on. */
export function answering(
  answer: (request: Request, response: Response, next: NextFunction) => Promise<void>,
): RequestHandler {
  return (request, response, next) => {
    answer(request, response, next).catch(next);
  };
}
