import { z } from 'zod';
import { givenPassword, signIn } from '../../accounts/index.js';
import { endSession } from '../../sessions/index.js';
import { openRoute, ProblemError, type Route, route } from '../http/index.js';
import { freshSession } from './fresh-session.js';
import { tooManyAttempts } from './too-many-attempts.js';

const credentials = z.strictObject({ name: z.string().max(256), password: givenPassword });

/** Coming in by an account, being in, and going out. */
export const sessionRoutes: readonly Route[] = [
  openRoute({
    method: 'post',
    path: '/session',
    takes: { body: credentials },
    answer: async ({ body, address, application: { database } }) => {
      const ended = await signIn(database, { ...body, address });
      if (ended.outcome === 'too many attempts') throw tooManyAttempts(ended.waitSeconds);
      if (ended.outcome === 'refused') {
        throw new ProblemError(
          { status: 401, title: 'Unauthorized', detail: 'there is no account with that name and password' },
          { 'www-authenticate': 'Bearer realm="syncline"' },
        );
      }
      return freshSession(ended.session);
    },
  }),
  route({
    method: 'get',
    path: '/session',
    answer: async ({ caller: { host, actor, rights, session } }) => ({
      body: { host, actor, role: rights.role, endsAt: session?.endsAt ?? null },
    }),
  }),
  route({
    method: 'post',
    path: '/session/end',
    needs: 'viewer',
    changes: false,
    answer: async ({ caller: { session }, application: { database } }) => {
      if (session === undefined) {
        const detail = 'whoever asks has no session here; a token ends by: syncline token revoke';
        throw new ProblemError({ status: 409, title: 'Conflict', detail });
      }
      await database.transaction('end session', (transaction) => endSession(transaction, session.id));
      return { body: { ended: true } };
    },
  }),
];
