import express, { type Router } from 'express';
import type { Application } from '../../application/index.js';
import { FIRST_TENANT } from '../../tenants/index.js';
import { mayDo } from '../../tokens/index.js';
import { answering, refuseMethod, requireOpen, requireToken } from '../http/index.js';
import { Metrics } from './metrics.js';

/** `/metrics`, in the text format of Prometheus, for a token of scope `metrics`. */
export function metricsRoute(application: () => Application | null): Router {
  const router = express.Router();
  const metrics = new Metrics();
  router.get(
    '/metrics',
    // They are of the whole server, so they are its operator's.
    requireToken(
      application,
      ({ tenant, scope }) => tenant === FIRST_TENANT && (scope === 'metrics' || mayDo(scope, 'viewer')),
    ),
    answering(async (_request, response) => {
      response.type(metrics.contentType).send(await metrics.read(requireOpen(application)));
    }),
  );
  router.all('/metrics', refuseMethod(['get']));
  return router;
}
