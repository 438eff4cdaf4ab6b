import express, { type Router } from 'express';
import type { Application } from '../backend/application/index.js';
import { connectRouter } from './connect/connect-router.js';
import { dataCenterRouter } from './datacenter/data-center-router.js';
import { forgeRouter } from './forge/index.js';

/** What the hosts ask of the app by themselves: descriptors, lifecycle, events, and the pages that they show. */
export function addonRouter(application: () => Application): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.use(connectRouter(application), forgeRouter(application), dataCenterRouter(application));
  return router;
}
