import express, { type Express } from 'express';
import { addonRouter } from '../../addon/index.js';
import type { Application } from '../application/index.js';
import type { Clock, Logger, Random } from '../shared/index.js';
import { healthRoutes } from './health/health-routes.js';
import {
  checkHost,
  failed,
  identifyRequest,
  mountOpenRoutes,
  mountRoutes,
  notFound,
  requireCaller,
  requireOpen,
} from './http/index.js';
import { metricsRoute } from './metrics/metrics-route.js';
import { pageRoutes } from './pages/page-routes.js';
import { ROUTES } from './routes.js';
import { callbackPage } from './session/pages/callback-page.js';
import { setupPage } from './session/pages/setup-page.js';

/** What the server shows of itself. */
export interface ApiParts {
  /** Null until the application is open; then the server is ready. */
  readonly application: () => Application | null;
  readonly version: string;
  /** Under which browsers reach the server, if that is not this machine's own name. */
  readonly publicUrl: string | undefined;
  /** Whose X-Forwarded-For is believed; nobody's unless told. */
  readonly trustedProxies?: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
}

/** The HTTP side of the platform (`descriptors/openapi.yaml`): health for whoever watches the process, and `/api/v1` for people and programs. */
export function createApi(parts: ApiParts): Express {
  const { application, version, publicUrl, trustedProxies = [], log } = parts;
  const api = express();
  api.disable('x-powered-by');
  api.disable('etag');
  api.set('json spaces', 2);
  api.set('query parser', 'simple');
  api.set('trust proxy', trustedProxies);
  api.use(identifyRequest(parts));
  api.use((_request, response, next) => {
    response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    next();
  });
  api.use(checkHost(publicUrl));
  api.use(healthRoutes({ application, version }));
  api.use(metricsRoute(application));
  api.use(setupPage());
  api.use(callbackPage());
  api.use(pageRoutes(publicUrl));
  api.use(addonRouter(() => requireOpen(application)));
  api.use(
    '/api/v1',
    mountOpenRoutes(ROUTES, application),
    requireCaller(application),
    mountRoutes(ROUTES, application),
  );
  api.use(notFound);
  api.use(failed(log));
  return api;
}
