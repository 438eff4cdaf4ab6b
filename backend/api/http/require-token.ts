import type { RequestHandler } from 'express';
import type { Application } from '../../application/index.js';
import { findToken, type Role, type Token } from '../../tokens/index.js';
import { answering } from './answering.js';
import { ProblemError, sendProblem } from './problem.js';

const CHALLENGE = 'Bearer realm="syncline"';

/** Whoever came in may not do this. @param needed the least role that may; null where no role is meant. */
export function insufficient({ scope }: Token, needed: Role | null): ProblemError {
  const wanted = needed === null ? '' : `; it wants the role ${needed}`;
  return new ProblemError(
    { status: 403, title: 'Forbidden', detail: `a token of scope ${scope} does not open this${wanted}` },
    { 'www-authenticate': `${CHALLENGE}, error="insufficient_scope"` },
  );
}

/** Lets in whoever shows a token that opens this (RFC 6750). `response.locals.token` is that token afterwards. */
export function requireToken(application: () => Application | null, opens: (token: Token) => boolean): RequestHandler {
  return answering(async (request, response, next) => {
    const open = application();
    if (open === null) {
      return sendProblem(response, { status: 503, title: 'Service Unavailable', detail: 'the platform is starting' });
    }
    const [, text] = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
    const token =
      text === undefined
        ? null
        : await open.database.transaction('find token', (transaction) => findToken(transaction, text));
    if (token === null) {
      response.set('www-authenticate', text === undefined ? CHALLENGE : `${CHALLENGE}, error="invalid_token"`);
      const detail = 'show a token: Authorization: Bearer ...; make one with: syncline token create --name operator';
      return sendProblem(response, { status: 401, title: 'Unauthorized', detail });
    }
    if (!opens(token)) throw insufficient(token, null);
    response.locals.token = token;
    next();
  });
}
