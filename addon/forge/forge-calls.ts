import { z } from 'zod';
import { type Application, heedLicence } from '../../backend/application/index.js';
import type { LicenceReading } from '../../backend/licences/index.js';
import { changeSiteState, forgetAppToken, type Site, storeEvent } from '../../backend/sites/index.js';
import { noteAlive, noteUninstalled } from './installation-repository.js';
import type { InvocationClaims } from './invocation-claims.js';
import { readIssueEvent } from './issue-event.js';
import { readingOfLicence } from './licence-of-invocation.js';

/** A call that Forge has made by itself: verified, from a site that is known. */
export interface ForgeCall {
  readonly claims: InvocationClaims;
  readonly site: Site;
  readonly body: unknown;
  readonly application: Application;
}

/** Something has happened to an issue: kept, and dealt with at the next tick. */
async function events({ claims, site, body, application: { database, log } }: ForgeCall): Promise<void> {
  const event = site.state === 'active' ? readIssueEvent(body, claims.jti) : null;
  if (event === null) return;
  const isNew = await database.transaction('store event', (transaction) => storeEvent(transaction, site, event));
  log.debug('an event came from Jira', { site: site.displayUrl, kind: event.kind, project: event.project, isNew });
}

/** The app was installed or upgraded; what there is to know has been kept on the way in. */
async function lifecycle({ claims: { app }, site, application: { log } }: ForgeCall): Promise<void> {
  const version = app.appVersion ?? app.version;
  log.info('the Forge app was installed or upgraded', { site: site.displayUrl, state: site.state, version });
}

/** Every hour. What it is for comes in its headers: a token that lives for hours, and the licence. */
async function scheduled({ site, application: { database } }: ForgeCall): Promise<void> {
  await database.transaction('note forge app alive', (transaction) => noteAlive(transaction, site.id));
}

/** The app goes. What it left here stays for a while. */
async function uninstalled({ site, application: { database, log } }: ForgeCall): Promise<void> {
  await database.transaction('uninstall forge app', async (transaction) => {
    await changeSiteState(transaction, site.id, 'uninstalled');
    await noteUninstalled(transaction, site.id);
    await forgetAppToken(transaction, site.id);
  });
  log.info('the Forge app was uninstalled', { site: site.displayUrl });
}

/** What `app/src/licence.js` sends once a day: the answer of the License API. */
const licenceAnswer = z.looseObject({
  status: z.number(),
  body: z.looseObject({ results: z.array(z.looseObject({ appId: z.string(), data: z.unknown() })) }).nullish(),
});

async function licence({ claims, site, body, application }: ForgeCall): Promise<void> {
  if (site.state !== 'active' || claims.app.environment.type !== 'PRODUCTION') return;
  await heedLicence(application, site, readingOfAnswer(body, claims.app.id));
}

function readingOfAnswer(received: unknown, appId: string): LicenceReading {
  const parsed = licenceAnswer.safeParse(received);
  const results = parsed.success && parsed.data.status === 200 ? (parsed.data.body?.results ?? []) : [];
  const own = results.find((result) => appId.endsWith(`/${result.appId}`));
  return readingOfLicence(own?.data);
}

/** By the last part of their path, which stands in the manifest. */
export const FORGE_CALLS: Readonly<Record<string, (call: ForgeCall) => Promise<void>>> = {
  events,
  lifecycle,
  scheduled,
  uninstalled,
  licence,
};
