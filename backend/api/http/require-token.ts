import type { RequestHandler } from 'express';
import type { Application } from '../../application/index.js';
import { findToken, type TokenScope } from '../../tokens/index.js';
import { answering } from './answering.js';
import { sendProblem } from './problem.js';

const CHALLENGE = 'Bearer realm="syncline"';

/** Lets in whoever shows a token of one of these scopes (RFC 6750). `response.locals.token` is that token afterwards. */
export function requireToken(application: () => Application | null, scopes: readonly TokenScope[]): RequestHandler {
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
    if (!scopes.includes(token.scope)) {
      response.set('www-authenticate', `${CHALLENGE}, error="insufficient_scope"`);
      const detail = `a token of scope ${token.scope} does not open this`;
      return sendProblem(response, { status: 403, title: 'Forbidden', detail });
    }
    response.locals.token = token;
    next();
  });
}
