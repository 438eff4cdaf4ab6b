import type { RequestHandler } from 'express';

/** A handler that is a promise, for which Express 4 does not wait: what it throws is passed on. */
export function answering(answer: (...parameters: Parameters<RequestHandler>) => Promise<void>): RequestHandler {
  return (request, response, next) => {
    answer(request, response, next).catch(next);
  };
}
