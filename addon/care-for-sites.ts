import type { Application } from '../backend/application/index.js';
import type { LicenceReading } from '../backend/licences/index.js';
import { errorMessage } from '../backend/shared/index.js';
import { listSites, noteLicence, purgeSites, type Site } from '../backend/sites/index.js';
import { askConnectLicence } from './connect/ask-licence.js';

const EVERY_MS = 60 * 60_000;
const DAY_MS = 24 * EVERY_MS;

type AskLicence = (application: Application, site: Site, signal: AbortSignal) => Promise<LicenceReading>;

/** By host, how a site is asked for the licence of the app. */
const ASK: Readonly<Partial<Record<Site['host'], AskLicence>>> = { connect: askConnectLicence };

/**
 * What is done for the sites of the app by itself, until `signal` is aborted: licences are asked for once a day where one is required,
 * and what uninstalled sites left here is removed when its time has come. Several processes may do it at once.
 */
export async function keepCaringForSites(application: Application, signal: AbortSignal): Promise<void> {
  const { clock, log } = application;
  while (!signal.aborted) {
    await careForSites(application, signal).catch((error: unknown) => {
      if (!signal.aborted) log.warn('the sites of the app are cared for later', { reason: errorMessage(error) });
    });
    await clock.sleep(EVERY_MS, signal).catch(() => undefined);
  }
}

/** One turn of it. */
async function careForSites(application: Application, signal: AbortSignal): Promise<void> {
  const { database, settings, clock, log } = application;
  const purged = await database.transaction('purge sites', purgeSites);
  for (const site of purged) log.info('what an uninstalled site left here was removed', { site });
  if (settings.licence !== 'required') return;
  const sites = await database.transaction('list sites', listSites);
  for (const site of sites.filter(({ state }) => state === 'active')) {
    const askedAt = site.licence.last?.at.getTime() ?? 0;
    if (site.licence.silentSince === null && clock.now().getTime() - askedAt < DAY_MS) continue;
    const reading = await ask(application, site, signal);
    if (reading === null) continue;
    await database.transaction('note licence', (transaction) => noteLicence(transaction, site.id, reading));
  }
}

/** Whoever cannot be asked says nothing, and that is noted: what was good does not stay so for ever. */
async function ask(application: Application, site: Site, signal: AbortSignal): Promise<LicenceReading | null> {
  try {
    return (await ASK[site.host]?.(application, site, signal)) ?? null;
  } catch (error) {
    signal.throwIfAborted();
    application.log.warn('a Jira cannot be asked for the licence', { site: site.baseUrl, reason: errorMessage(error) });
    return { kind: 'unknown', endsAt: null };
  }
}
