import express, { type Router } from 'express';
import type { Application } from '../../backend/application/index.js';
import { listDataCenterLinks } from '../../backend/sites/index.js';
import { sendPage } from '../send-page.js';
import { framingSite } from './framing-site.js';

const PAGES = ['admin', 'panel'] as const;

/** The pages that Jira Data Center shows. They tell nothing: whoever looks signs in on them. */
export function dataCenterRouter(application: () => Application): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const page of PAGES) {
    router.get(`/addon/data-center/${page}`, (request, response, next) => {
      answer(page, request.get('referer'), response, application()).catch(next);
    });
  }
  return router;
}

async function answer(
  page: (typeof PAGES)[number],
  referer: string | undefined,
  response: express.Response,
  { database, settings }: Application,
): Promise<void> {
  const sites = await database.transaction('list links', listDataCenterLinks);
  const site = framingSite(sites, referer);
  const frameAncestors = site === null ? [] : [site.baseUrl, site.displayUrl];
  await sendPage(response, { page, host: 'data center', site: site?.id ?? null, frameAncestors }, settings);
}
