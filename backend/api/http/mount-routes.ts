import type { IncomingHttpHeaders } from 'node:http';
import express, { type Router } from 'express';
import type { Caller } from '../../../addon/index.js';
import type { Application } from '../../application/index.js';
import { mayDo } from '../../tokens/index.js';
import { answering } from './answering.js';
import { ProblemError } from './problem.js';
import { refuseMethod } from './refuse-method.js';
import { insufficient } from './require-caller.js';
import { requireLicence } from './require-licence.js';
import type { Route } from './route.js';

/** A body is an answer to a conflict or the wish for a run; nobody needs to send more. */
const LARGEST_BODY = '256kb';

/** The routes, each method that a path does not know answered with those that it does. */
export function mountRoutes(routes: readonly Route[], application: () => Application | null): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.use(express.json({ limit: LARGEST_BODY, strict: false }));
  for (const [path, ofPath] of byPath(routes)) {
    const place = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const route of ofPath) place[route.method](handlerOf(route, application));
    place.all(refuseMethod(ofPath.map(({ method }) => method)));
  }
  return router;
}

function byPath(routes: readonly Route[]): ReadonlyMap<string, readonly Route[]> {
  const grouped = new Map<string, Route[]>();
  for (const route of routes) grouped.set(route.path, [...(grouped.get(route.path) ?? []), route]);
  return grouped;
}

function handlerOf(route: Route, application: () => Application | null) {
  return answering(async (request, response) => {
    const open = application();
    if (open === null) throw new ProblemError({ status: 503, title: 'Service Unavailable' });
    const caller: Caller = response.locals.caller;
    const { role } = caller.rights;
    if (role === null || !mayDo(role, route.needs)) throw insufficient(caller, route.needs);
    if (route.changes) requireLicence(caller);
    if (route.method === 'post' && hasBody(request.headers) && request.is('json') === false) {
      throw new ProblemError({ status: 415, title: 'Unsupported Media Type', detail: 'send application/json' });
    }
    const gone = new AbortController();
    response.once('close', () => gone.abort(new Error('nobody waits for the answer any more')));
    const { params, query, body } = request;
    const answer = await route.answer({
      path: params,
      query,
      body: route.method === 'get' ? {} : body,
      application: { ...open, actor: caller.actor },
      signal: gone.signal,
    });
    if (answer.location !== undefined) response.location(answer.location);
    response.status(answer.status ?? 200).json(answer.body);
  });
}

function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
