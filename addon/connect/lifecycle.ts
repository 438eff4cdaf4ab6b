import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Application } from '../../backend/application/index.js';
import { installBody, lifecycleBody } from '../../backend/jira-app/index.js';
import { changeSiteState, findSite, type SiteState } from '../../backend/sites/index.js';
import type { Asked } from '../asked.js';
import { NotSignedInError } from '../door.js';
import type { AceOf } from './ace-of.js';
import type { ConnectApp } from './connect-app.js';
import type { InstallKeys } from './install-keys.js';
import { verifyLifecycle } from './verify-lifecycle.js';
import { assertSameRequest, readSiteToken } from './verify-request.js';

/** A lifecycle hook that was called. */
export interface HookCall {
  readonly request: Request;
  readonly response: Response;
  readonly asked: Asked;
  readonly app: ConnectApp;
  readonly application: Application;
  readonly keys: InstallKeys;
  readonly ace: AceOf;
}

const TOKEN_FORM = /^JWT (\S+)$/;

/** An install, the first or a later one. Jira waits for the answer: whatever is not 2xx fails it. @throws NotSignedInError */
export async function installed({ request, response, asked, app, application, keys, ace }: HookCall): Promise<void> {
  const body = read(installBody, request.body);
  const { giveBack } = await verifyLifecycle(asked, body, { app, keys, application });
  const { keepInstall } = await ace(application, app);
  if (await keepInstall(request, response)) application.log.info('the app was installed', { site: body.baseUrl });
  else {
    // Jira may try again, with the same token.
    await giveBack();
    application.log.error('an install could not be kept', { site: body.baseUrl });
  }
}

/** What it left here stays for a while. @throws NotSignedInError */
export async function uninstalled({ request, response, asked, app, application, keys }: HookCall): Promise<void> {
  const body = read(lifecycleBody, request.body);
  await verifyLifecycle(asked, body, { app, keys, application });
  await become(body.clientKey, 'uninstalled', application);
  response.status(204).end();
}

/** Signed by the shared secret, unlike the other two. @throws NotSignedInError */
export const enabled = (call: HookCall) => switched(call, 'active');
export const disabled = (call: HookCall) => switched(call, 'disabled');

async function switched({ request, response, asked, app, application }: HookCall, state: SiteState): Promise<void> {
  const body = read(lifecycleBody, request.body);
  const [, token] = TOKEN_FORM.exec(asked.authorization ?? '') ?? [];
  if (token === undefined) throw new NotSignedInError('no token was shown', { wasShown: false });
  const { client, claims } = await readSiteToken(token, application, app);
  assertSameRequest(asked, claims, app);
  if (client.clientKey !== body.clientKey) throw new NotSignedInError('the token is of another site than the body');
  // A site that is not paired stays so, and hooks come in any order: after an uninstall nothing is switched on.
  const { state: present } = client.site;
  if (present === 'active' || present === 'disabled') await become(body.clientKey, state, application);
  response.status(204).end();
}

async function become(clientKey: string, state: SiteState, { database, log }: Application): Promise<void> {
  const site = await database.transaction('change site state', async (transaction) => {
    const found = await findSite(transaction, 'connect', clientKey);
    return found === null ? null : changeSiteState(transaction, found.id, state);
  });
  if (site !== null) log.info('the app has changed its state in a site', { site: site.baseUrl, state });
}

function read<T>(shape: z.ZodType<T>, body: unknown): T {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new NotSignedInError(`the body is not what Jira sends: ${z.prettifyError(parsed.error)}`);
}
