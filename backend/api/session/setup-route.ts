import { z } from 'zod';
import { accountName, chosenPassword, setUp } from '../../accounts/index.js';
import { openRoute, ProblemError, type Route } from '../http/index.js';
import { freshSession } from './fresh-session.js';

const choice = z.strictObject({ link: z.string().max(256), name: accountName.optional(), password: chosenPassword });

/** A person chooses a password by a link that the command line has printed. */
export const setupRoute: Route = openRoute({
  method: 'post',
  path: '/setup',
  takes: { body: choice },
  answer: async ({ body: { link, name = null, password }, application: { database } }) => {
    const ended = await setUp(database, { link, name, password });
    switch (ended.outcome) {
      case 'set up':
        return freshSession(ended.session);
      case 'refused':
        throw new ProblemError({
          status: 403,
          title: 'Forbidden',
          detail:
            'this link was used, has ended or never was; print another with: syncline user setup-link, or user reset',
        });
      case 'name needed':
        throw wrongName('choose a name');
      case 'name taken':
        throw wrongName('somebody has that name');
    }
  },
});

function wrongName(detail: string): ProblemError {
  return new ProblemError({
    status: 400,
    title: 'Bad Request',
    detail: 'parts of the request are wrong',
    errors: [{ in: 'body', pointer: '#/name', detail }],
  });
}
