import express, { type Router } from 'express';
import type { Application } from '../../backend/application/index.js';
import { errorMessage } from '../../backend/shared/index.js';
import { answering } from '../answering.js';
import { askedBy } from '../asked-by.js';
import { refusePage } from '../refuse-page.js';
import { sendPage } from '../send-page.js';
import { lazyAce } from './ace-of.js';
import { connectApp } from './connect-app.js';
import { connectDescriptor } from './descriptor.js';
import { InstallKeys } from './install-keys.js';
import { disabled, enabled, installed, uninstalled } from './lifecycle.js';
import { openPage } from './open-page.js';

const LARGEST_BODY = '64kb';
/** As in `atlassian-connect.json`, below `/addon/connect`. */
const HOOKS = { installed, uninstalled, enabled, disabled };
const PAGES = { admin: 'admin', configure: 'admin', started: 'admin', panel: 'panel' } as const;

/** What Jira asks of a Connect app: its descriptor, its lifecycle hooks, its pages. Without `SYNCLINE_PUBLIC_URL` there is nothing. */
export function connectRouter(application: () => Application): Router {
  const router = express.Router();
  const ace = lazyAce();
  const keysOf = lazyKeys();
  router.get('/atlassian-connect.json', (_request, response, next) => {
    const { settings } = application();
    const app = connectApp(settings);
    if (app === null) return next();
    response.json(connectDescriptor(app.baseUrl, { enablesLicensing: settings.licence === 'required' }));
  });
  const json = express.json({ limit: LARGEST_BODY });
  for (const [path, hook] of Object.entries(HOOKS)) {
    const handler = answering(async (request, response, next) => {
      const open = application();
      const app = connectApp(open.settings);
      if (app === null) return next();
      const asked = askedBy(request, response);
      await hook({ request, response, asked, app, application: open, keys: keysOf(open), ace });
    });
    router.post(`/addon/connect/${path}`, json, handler);
  }
  for (const [path, page] of Object.entries(PAGES)) {
    const handler = answering(async (request, response, next) => {
      const open = application();
      const app = connectApp(open.settings);
      if (app === null) return next();
      const asked = askedBy(request, response);
      const site = await openPage({ request, response, asked, app, application: open, ace }).catch((error: unknown) => {
        if (refusePage(response, error)) open.log.info('a page was not opened', { path, reason: errorMessage(error) });
        else throw error;
        return null;
      });
      if (site === null) return;
      const frameAncestors = [site.baseUrl, site.displayUrl];
      await sendPage(response, { page, host: 'connect', frameAncestors }, open.settings);
    });
    router.get(`/addon/connect/${path}`, handler);
  }
  return router;
}

function lazyKeys(): (application: Application) => InstallKeys {
  let keys: InstallKeys | null = null;
  return ({ settings, outgoing }) => {
    keys ??= new InstallKeys({ url: settings.jiraApp.connectKeysUrl, send: outgoing });
    return keys;
  };
}
