import type { RequestHandler } from 'express';
import { askedBy, type Caller, findCaller, NotSignedInError } from '../../../addon/index.js';
import type { Application } from '../../application/index.js';
import type { Role } from '../../tokens/index.js';
import { answering } from './answering.js';
import { ProblemError } from './problem.js';
import { requireOpen } from './require-open.js';

const CHALLENGE = 'Bearer realm="syncline"';

/** Finds out who asks; `response.locals.caller` is the answer afterwards. Whoever proves nothing is refused. */
export function requireCaller(application: () => Application | null): RequestHandler {
  return answering(async (request, response, next) => {
    const open = requireOpen(application);
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
