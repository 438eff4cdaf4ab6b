import express, { type Router } from 'express';
import type { Application } from '../../application/index.js';
import { answering, refuseMethod, sendProblem } from '../http/index.js';

const NOT_READY = { status: 503, title: 'Service Unavailable' };

/** For whoever watches the process; neither wants a token, and neither tells anything of what is configured. */
export function healthRoutes({
  application,
  version,
}: {
  readonly application: () => Application | null;
  readonly version: string;
}): Router {
  const router = express.Router();
  // The process runs and answers; whether it can do its work is the next one's question.
  router.get('/healthz', (_request, response) => void response.json({ status: 'ok', version }));
  router.get(
    '/readyz',
    answering(async (_request, response) => {
      const open = application();
      if (open === null) return sendProblem(response, { ...NOT_READY, detail: 'the platform is starting' });
      try {
        await open.database.transaction('ready', (transaction) => transaction.query('select 1'));
      } catch {
        return sendProblem(response, { ...NOT_READY, detail: 'the database does not answer' });
      }
      response.json({ status: 'ready' });
    }),
  );
  router.all(['/healthz', '/readyz'], refuseMethod(['get']));
  return router;
}
