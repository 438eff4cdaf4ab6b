import type { IncomingHttpHeaders } from 'node:http';
import express, { type Request, type Response, type Router } from 'express';
import { type Access, accessOf, type Caller } from '../../../addon/index.js';
import { type Application, withinTenant } from '../../application/index.js';
import type { Scope } from '../../storage/index.js';
import { mayDo } from '../../tokens/index.js';
import { answering } from './answering.js';
import { ProblemError } from './problem.js';
import { refuseMethod } from './refuse-method.js';
import { insufficient } from './require-caller.js';
import { requireLicence } from './require-licence.js';
import { requireOpen } from './require-open.js';
import type { Route } from './route.js';
import { sendLines } from './send-lines.js';

/** A body is an answer to a conflict or the wish for a run; nobody needs to send more. */
const LARGEST_BODY = '256kb';
/** Of somebody who has not come in yet: names, passwords, what a sign-in provider has answered. */
const LARGEST_BODY_OF_ANYBODY = '16kb';

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

/** Those of the routes for which nobody need have come in; what else there is at their paths is not even told. */
export function mountOpenRoutes(routes: readonly Route[], application: () => Application | null): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const parse = express.json({ limit: LARGEST_BODY_OF_ANYBODY, strict: false });
  for (const route of routes.filter(({ needs }) => needs === null)) {
    const answer = answering(async (request, response) => {
      const open = requireOpen(application);
      const actor = { kind: 'address', name: addressOf(request) } as const;
      await send(route, { request, response, application: { ...open, actor }, caller: null, scope: null });
    });
    const place = router.route(route.path);
    place[route.method](parse, answer);
    // Express would say here what else there is at this path.
    place.options((_request, _response, next) => next());
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
    const open = requireOpen(application);
    const caller: Caller = response.locals.caller;
    const { role, scope } = await accessFor(route, caller, { application: open, signal: goneSignal(response) });
    const as: Caller = { ...caller, rights: { ...caller.rights, role } };
    if (!route.alsoOfProjects || scope.integrations === undefined) requireRole(as, route);
    if (route.ofWholeTenant && scope.integrations !== undefined) throw onlyOfProjects();
    if (route.changes) requireLicence(caller);
    await send(route, { request, response, application: withinTenant(open, scope, caller.actor), caller: as, scope });
  });
}

/** What judges by itself who may see what is not narrowed before. */
function accessFor(
  { needs }: Route,
  caller: Caller,
  { application, signal }: { readonly application: Application; readonly signal: AbortSignal },
): Promise<Access> | Access {
  if (needs === 'known') return { role: caller.rights.role, scope: { tenant: caller.tenant } };
  return accessOf(caller, application, signal);
}

function requireRole(caller: Caller, { needs }: Route): void {
  const { role } = caller.rights;
  if (needs === null || needs === 'known') return;
  if (role === null || !mayDo(role, needs)) throw insufficient(caller, needs);
}

async function send(
  route: Route,
  {
    request,
    response,
    application,
    caller,
    scope,
  }: {
    readonly request: Request;
    readonly response: Response;
    readonly application: Application;
    readonly caller: Caller | null;
    readonly scope: Scope | null;
  },
): Promise<void> {
  // What a page of another site can make a browser post without asking first is never JSON.
  if (route.method === 'post' && hasBody(request.headers) && request.is('json') === false) {
    throw new ProblemError({ status: 415, title: 'Unsupported Media Type', detail: 'send application/json' });
  }
  const { params, query, body } = request;
  const answer = await route.answer({
    path: params,
    query,
    body: route.method === 'get' ? {} : body,
    caller,
    scope,
    address: addressOf(request),
    application,
    signal: goneSignal(response),
  });
  if ('lines' in answer) return sendLines(answer.lines, response);
  if (answer.location !== undefined) response.location(answer.location);
  response.status(answer.status ?? 200).json(answer.body);
}

/** Aborted when nobody waits for the answer any more. */
function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort(new Error('nobody waits for the answer any more')));
  return gone.signal;
}

function onlyOfProjects(): ProblemError {
  const detail = 'this concerns integrations of other projects too; it wants somebody who administers this Jira';
  return new ProblemError({ status: 403, title: 'Forbidden', detail });
}

/** Of the person's side, as far as proxies are trusted. */
function addressOf({ ip = 'unknown' }: Request): string {
  return ip;
}

function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
