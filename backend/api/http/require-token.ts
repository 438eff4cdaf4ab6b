import type { RequestHandler } from 'express';
import type { Application } from '../../application/index.js';
import { findToken, type ShownToken } from '../../tokens/index.js';
import { answering } from './answering.js';
import { ProblemError, sendProblem } from './problem.js';

const CHALLENGE = 'Bearer realm="syncline"';

/** Lets in whoever shows a token that opens this (RFC 6750). */
export function requireToken(
  application: () => Application | null,
  opens: (token: ShownToken) => boolean,
): RequestHandler {
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
    if (!opens(token)) {
      throw new ProblemError(
        { status: 403, title: 'Forbidden', detail: `a token of scope ${token.scope} does not open this` },
        { 'www-authenticate': `${CHALLENGE}, error="insufficient_scope"` },
      );
    }
    next();
  });
}
