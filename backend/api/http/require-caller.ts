import type { Request, RequestHandler, Response } from 'express';
import { type Asked, type Caller, findCaller, NotSignedInError } from '../../../addon/index.js';
import type { Application } from '../../application/index.js';
import type { Role } from '../../tokens/index.js';
import { answering } from './answering.js';
import { ProblemError } from './problem.js';

const CHALLENGE = 'Bearer realm="syncline"';

/** Finds out who asks; `response.locals.caller` is the answer afterwards. Whoever proves nothing is refused. */
export function requireCaller(application: () => Application | null): RequestHandler {
  return answering(async (request, response, next) => {
    const open = application();
    if (open === null) {
      throw new ProblemError({ status: 503, title: 'Service Unavailable', detail: 'the platform is starting' });
    }
    response.locals.caller = await findCaller(askedBy(request, response), open).catch((error: unknown) => {
      if (!(error instanceof NotSignedInError)) throw error;
      if (error.wasShown) open.log.info('a request was not let in', { path: request.path, reason: error.message });
      throw unauthorized(error);
    });
    next();
  });
}

/** Whoever asks may not do this. @param needed the least role that may. */
export function insufficient({ rights }: Caller, needed: Role): ProblemError {
  const has = rights.role === null ? 'has no role here' : `is a ${rights.role}`;
  return new ProblemError(
    { status: 403, title: 'Forbidden', detail: `this wants the role ${needed}; whoever asks ${has}` },
    { 'www-authenticate': `${CHALLENGE}, error="insufficient_scope"` },
  );
}

/** What a request shows of its sender. */
function askedBy(request: Request, response: Response): Asked {
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

function unauthorized({ wasShown }: NotSignedInError): ProblemError {
  return new ProblemError(
    {
      status: 401,
      title: 'Unauthorized',
      detail: 'show a token: Authorization: Bearer ...; make one with: syncline token create --name operator',
    },
    { 'www-authenticate': wasShown ? `${CHALLENGE}, error="invalid_token"` : CHALLENGE },
  );
}
