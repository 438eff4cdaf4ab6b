import type { NextFunction, Request, Response } from 'express';
import { errorMessage, type Logger } from '../shared/index.js';

/** An error as RFC 9457 says it. */
export function sendProblem(response: Response, status: number, title: string, detail?: string): void {
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, ...(detail === undefined ? {} : { detail }) }));
}

/** What no route has answered. */
export function notFound(request: Request, response: Response): void {
  sendProblem(response, 404, 'Not Found', `there is nothing at ${request.path}`);
}

/** What a route has thrown: logged here, and hidden from the caller. */
export function unexpected(log: Logger) {
  // Express tells error handlers by their four parameters.
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    log.error('a request failed', { method: request.method, path: request.path, reason: errorMessage(error) });
    if (response.headersSent) response.destroy();
    else sendProblem(response, 500, 'Internal Server Error');
  };
}
