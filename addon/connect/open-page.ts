import type { Request, Response } from 'express';
import { type Application, heedLicence } from '../../backend/application/index.js';
import type { LicenceReading } from '../../backend/licences/index.js';
import type { Site } from '../../backend/sites/index.js';
import type { Asked } from '../asked.js';
import { NotSignedInError, SiteClosedError } from '../door.js';
import type { AceOf } from './ace-of.js';
import type { ConnectApp } from './connect-app.js';
import { readingOfAddress } from './licence-word.js';
import { assertSameRequest, readSiteToken } from './verify-request.js';

/** A page that Jira opens in a frame. */
export interface PageCall {
  readonly request: Request;
  readonly response: Response;
  readonly asked: Asked;
  readonly app: ConnectApp;
  readonly application: Application;
  readonly ace: AceOf;
}

/**
 * Makes sure that a page was opened by the site whose token is in its address, and for this very address. The page itself shows nothing
 * that is anybody's; what it asks for afterwards, it asks with a token of the person.
 * @returns the site; null when the framework has refused and answered.
 * @throws NotSignedInError, SiteClosedError
 */
export async function openPage({ request, response, asked, app, application, ace }: PageCall): Promise<Site | null> {
  const tokens = new URL(asked.rawUrl, app.baseUrl).searchParams.getAll('jwt');
  const [token] = tokens;
  if (token === undefined || tokens.length > 1) {
    throw new NotSignedInError('the address carries no token, or several', { wasShown: tokens.length > 0 });
  }
  const { client, claims } = await readSiteToken(token, application, app);
  assertSameRequest(asked, claims, app);
  const { site } = client;
  if (site.state === 'uninstalled' || site.state === 'disabled') {
    throw new SiteClosedError('the app is not installed in this Jira any more, or switched off');
  }
  await noteLicenceOf(site, asked, application);
  // It looks for a token in the body as well, and fails without one.
  request.body ??= {};
  return (await (await ace(application, app)).letsIn(request, response)) ? site : null;
}

const DAY_MS = 24 * 60 * 60_000;

/** Once a day, or when it says something else than before: pages are opened often. */
async function noteLicenceOf(site: Site, { rawUrl }: Asked, application: Application): Promise<void> {
  const reading = readingOfAddress(rawUrl);
  if (reading === null) return;
  const { last, silentSince } = site.licence;
  const isKnown = last !== null && silentSince === null && says(last.reading.kind) === reading.kind;
  if (isKnown && application.clock.now().getTime() - last.at.getTime() < DAY_MS) return;
  await heedLicence(application, site, reading);
}

/** The word of an address for what Jira has said in more words when it was asked. */
function says(kind: LicenceReading['kind']): LicenceReading['kind'] {
  if (kind === 'evaluation' || kind === 'development') return 'active';
  return kind === 'expired' ? 'none' : kind;
}
