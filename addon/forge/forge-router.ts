import express, { type RequestHandler, type Router } from 'express';
import type { Application } from '../../backend/application/index.js';
import { answering } from '../answering.js';
import { askedBy } from '../asked-by.js';
import { SiteClosedError } from '../door.js';
import { CallLimit } from './call-limit.js';
import { FORGE_CALLS, type ForgeCall } from './forge-calls.js';
import { comeIn } from './forge-door.js';
import type { InvocationClaims } from './invocation-claims.js';

/** What Forge sends at most. */
const LARGEST_BODY = '500kb';

/**
 * What Forge asks by itself: events, the hourly trigger, the beginning and the end of an installation. Everything is kept before it is
 * answered, and worked on afterwards: Forge waits five seconds. 401 is said of a token that is no good and of nothing else, since Forge
 * then sends the event again.
 */
export function forgeRouter(application: () => Application): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const json = express.json({ limit: LARGEST_BODY });
  const limit = new CallLimit();
  for (const [name, work] of Object.entries(FORGE_CALLS)) {
    router.post(`/addon/forge/${name}`, letIn(application, limit), json, worked(application, work));
  }
  return router;
}

/** Before the body is read: nobody makes this server read half a megabyte without a token. */
function letIn(application: () => Application, limit: CallLimit): RequestHandler {
  return answering(async (request, response, next) => {
    const open = application();
    const { claims, site } = await comeIn(askedBy(request, response), open);
    if (isOfPage(claims)) throw new SiteClosedError('only Forge itself calls here, no page');
    const seconds = limit.secondsToWait(site.id, open.clock);
    if (seconds !== null) {
      response.status(429).set('retry-after', String(seconds)).json({ title: 'Too Many Requests', status: 429 });
      return;
    }
    response.locals.forge = { claims, site };
    next();
  });
}

/** A page may call any path of the server with a token of its person, and would forge events and uninstalls. */
function isOfPage({ principal, app: { module } }: InvocationClaims): boolean {
  return principal !== undefined || module.type.startsWith('jira:');
}

function worked(application: () => Application, work: (call: ForgeCall) => Promise<void>): RequestHandler {
  return answering(async ({ body }, response) => {
    await work({ ...(response.locals.forge as Pick<ForgeCall, 'claims' | 'site'>), body, application: application() });
    response.status(204).end();
  });
}
