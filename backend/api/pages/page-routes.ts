import { join } from 'node:path';
import express, { type Router } from 'express';
import { ASSETS_PATH, findBuiltFrontend, writePage } from '../../pages/index.js';
import { refuseMethod, sendProblem } from '../http/index.js';

/** Their names change with what is in them. */
const KEPT_FOR_EVER = 'public, max-age=31536000, immutable';
const NOT_BUILT = { status: 503, title: 'Service Unavailable', detail: 'the pages are not built: npm run build' };

/**
 * What people see who open the server's own address, and the files of all pages. The page itself tells nothing: whoever looks signs in on
 * it, and no other site may show it in a frame.
 * @param publicUrl under which browsers reach the server, if that is not this machine's own name.
 */
export function pageRoutes(publicUrl: string | undefined): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const built = findBuiltFrontend();
  if (built === null) {
    router.get('/', (_request, response) => sendProblem(response, NOT_BUILT));
    return router;
  }
  const basePath = publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
  const page = writePage(built, { page: 'admin', host: { kind: 'session' }, frameAncestors: [], basePath });
  router.get('/', (_request, response) => void response.set(page.headers).send(page.html));
  router.all('/', refuseMethod(['get']));
  router.use(
    `${ASSETS_PATH}/assets`,
    express.static(join(built.directory, 'assets'), {
      index: false,
      redirect: false,
      // Else it keeps what all other answers say.
      cacheControl: false,
      setHeaders: (response) => {
        response.setHeader('cache-control', KEPT_FOR_EVER);
        response.setHeader('cross-origin-resource-policy', 'same-origin');
      },
    }),
  );
  return router;
}
