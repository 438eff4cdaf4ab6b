import type { Request, Response } from 'express';
import type { Asked } from './asked.js';

/** What a request shows of its sender. @param response ends the asking when nobody waits for it any more. */
export function askedBy(request: Request, response: Response): Asked {
  const gone = new AbortController();
  response.once('close', () => gone.abort(new Error('nobody waits for the answer any more')));
  return {
    method: request.method,
    rawUrl: request.originalUrl,
    authorization: request.get('authorization'),
    header: (name) => request.get(name),
    signal: gone.signal,
  };
}
