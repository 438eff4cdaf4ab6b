import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import type { Application } from '../../backend/application/index.js';
import { networkOf, takeAttempt } from '../../backend/sessions/index.js';
import { type DataCenterLink, findDataCenterLink, listDataCenterLinks, type Site } from '../../backend/sites/index.js';
import { sendPage } from '../send-page.js';
import { CALLBACK_PAGE } from './callback-page.js';
import { finishSignIn } from './finish-sign-in.js';
import { framingSite } from './framing-site.js';
import { oauthClient } from './oauth-client.js';
import { beginSignIn, isDataCenterState } from './pending-sign-in-repository.js';
import { redirectAddress } from './redirect-address.js';
import { chooseSite, sendWords } from './sign-in-words.js';

const LARGEST_BODY = '16kb';
/** From one network, in a quarter of an hour; behind one there may be an office. */
const MOST_STARTS = 120;
const PAGES = ['admin', 'panel'] as const;

/** RFC 7636, 4.2: SHA-256 in base64url. */
const CHALLENGE = /^[\w-]{43}$/;
const started = z.object({ challenge: z.string().regex(CHALLENGE), site: z.uuid().optional() });
const broughtBack = z.strictObject({
  code: z.string().min(1).max(2_048),
  state: z.string().min(1).max(256),
  verifier: z.string().regex(/^[\w.~-]{43,128}$/),
});

/** The pages that Jira Data Center shows, and how their people sign in by it. */
export function dataCenterRouter(application: () => Application): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const page of PAGES) {
    const handler = waiting(async (request, response) => {
      const open = application();
      const links = await open.database.transaction('list links', listDataCenterLinks);
      const site = framingSite(links, request.get('referer'));
      const frameAncestors = site === null ? [] : [site.baseUrl, site.displayUrl];
      await sendPage(response, { page, host: 'data center', frameAncestors }, open.settings);
    });
    router.get(`/addon/data-center/${page}`, handler);
  }
  router.get(
    '/addon/data-center/sign-in',
    waiting(async (request, response) => start(request, response, application())),
  );
  router.get('/oauth/callback', (request, response, next) => {
    const { state } = request.query;
    if (typeof state !== 'string' || !isDataCenterState(state)) return next();
    response.set(CALLBACK_PAGE.headers).send(CALLBACK_PAGE.html);
  });
  router.post(
    '/addon/data-center/session',
    express.json({ limit: LARGEST_BODY }),
    waiting(async (request, response) => finish(request, response, application())),
  );
  return router;
}

type Begun =
  | { readonly kind: 'too many'; readonly waitSeconds: number }
  | { readonly kind: 'which'; readonly sites: readonly Site[] }
  | { readonly kind: 'begun'; readonly link: DataCenterLink; readonly state: string };

/** Sends the window that a page has opened on to Jira. */
async function start(request: Request, response: Response, application: Application): Promise<void> {
  const redirectUri = redirectAddress(application.settings);
  if (redirectUri === null) return sendWords(response, 503, 'SYNCLINE_PUBLIC_URL is not set on the server.');
  const asked = started.safeParse(request.query);
  if (!asked.success) return sendWords(response, 400, 'Open this window from a page of Syncline.');
  const { challenge, site: wanted } = asked.data;
  const { database, outgoing, clock, secretBox } = application;
  const begun = await database.transaction('begin sign-in', async (transaction): Promise<Begun> => {
    const of = networkOf(request.ip ?? '');
    const { waitSeconds } = await takeAttempt(transaction, { kind: 'start at provider', of, most: MOST_STARTS });
    if (waitSeconds > 0) return { kind: 'too many', waitSeconds };
    const sites = await listDataCenterLinks(transaction);
    const site = wanted === undefined && sites.length === 1 ? sites[0] : sites.find(({ id }) => id === wanted);
    const link = site === undefined ? null : await findDataCenterLink(transaction, site.id, secretBox);
    if (link === null) return { kind: 'which', sites };
    return { kind: 'begun', link, state: await beginSignIn(transaction, { siteId: link.site.id, challenge }) };
  });
  if (begun.kind === 'too many') {
    response.set('retry-after', String(begun.waitSeconds));
    return sendWords(response, 429, 'Too many have begun to sign in from here. Try again in some minutes.');
  }
  if (begun.kind === 'which') return chooseSite(response, begun.sites, challenge);
  const client = oauthClient(begun.link, { send: outgoing, clock, redirectUri });
  response.set({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  response.redirect(302, client.authorizationAddress({ state: begun.state, challenge }));
}

/** Lets in whom Jira has sent back, for the page that holds the secret of this sign-in. */
async function finish(request: Request, response: Response, application: Application): Promise<void> {
  const brought = broughtBack.safeParse(request.body);
  const redirectUri = redirectAddress(application.settings);
  if (!brought.success || redirectUri === null) {
    response
      .status(400)
      .type('application/problem+json')
      .send(JSON.stringify({ type: 'about:blank', title: 'Bad Request', status: 400 }));
    return;
  }
  // It goes on when nobody waits: a code is good once.
  const { signal } = new AbortController();
  const { token, name, endsAt } = await finishSignIn(brought.data, application, { redirectUri, signal });
  response.status(201).json({ token, name, endsAt });
}

/** Express 4 does not wait for promises: what one throws is passed on. */
function waiting(answer: (request: Request, response: Response, next: NextFunction) => Promise<void>): RequestHandler {
  return (request, response, next) => {
    answer(request, response, next).catch(next);
  };
}
