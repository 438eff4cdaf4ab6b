import express, { type Express, type RequestHandler } from 'express';
import { type Application, readStatus } from '../application/index.js';
import type { Logger } from '../shared/index.js';
import { notFound, sendProblem, unexpected } from './problem.js';

/** What the server shows of itself. */
export interface ApiParts {
  /** Null until the application is open; then the server is ready. */
  readonly application: () => Application | null;
  readonly version: string;
  readonly log: Logger;
}

/** The HTTP side of the platform: health for whoever watches the process, and status for people. */
export function createApi({ application, version, log }: ApiParts): Express {
  const api = express();
  api.disable('x-powered-by');
  api.set('json spaces', 2);
  api.use((_request, response, next) => {
    response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    next();
  });
  api.get('/', (_request, response) => response.redirect('/status'));
  // The process runs and answers; whether it can do its work is the next one's question.
  api.get('/healthz', (_request, response) => void response.json({ status: 'ok', version }));
  api.get(
    '/readyz',
    answering(async (_request, response) => {
      const open = application();
      if (open === null) return sendProblem(response, 503, 'Service Unavailable', 'the platform is starting');
      try {
        await open.database.transaction('ready', (transaction) => transaction.query('select 1'));
      } catch {
        return sendProblem(response, 503, 'Service Unavailable', 'the database does not answer');
      }
      response.json({ status: 'ready' });
    }),
  );
  api.get(
    '/status',
    answering(async (_request, response) => {
      const open = application();
      if (open === null) return sendProblem(response, 503, 'Service Unavailable', 'the platform is starting');
      const status = await open.database.transaction('read status', (transaction) => readStatus(transaction));
      response.json({ version, database: open.databaseDescription, ...status });
    }),
  );
  api.use(notFound);
  api.use(unexpected(log));
  return api;
}

/** Express 4 does not wait for promises. */
function answering(answer: (...parameters: Parameters<RequestHandler>) => Promise<void>): RequestHandler {
  return (request, response, next) => {
    answer(request, response, next).catch(next);
  };
}
