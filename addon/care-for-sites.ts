import { type Application, heedLicence, settleLicences } from '../backend/application/index.js';
import type { LicenceReading } from '../backend/licences/index.js';
import { errorMessage } from '../backend/shared/index.js';
import { purgeSites, type Site, takeSitesToAsk } from '../backend/sites/index.js';
import { askConnectLicence } from './connect/ask-licence.js';
import { askDataCenterLicence } from './datacenter/ask-licence.js';

const EVERY_MS = 60 * 60_000;
const DAY_MS = 24 * EVERY_MS;

const NOTHING_SAID: LicenceReading = { kind: 'unknown', endsAt: null };

type AskLicence = (application: Application, site: Site, signal: AbortSignal) => Promise<LicenceReading>;

/** By host, how a site is asked for the licence of the app. */
const ASK: Readonly<Partial<Record<Site['host'], AskLicence>>> = {
  connect: askConnectLicence,
  'data center': askDataCenterLicence,
};

/**
 * What is done for the sites of the app by itself, until `signal` is aborted: licences are asked for once a day where one is required,
 * integrations pause and run again as they say, and what uninstalled sites left here is removed when its time has come. Several processes may do it at once.
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
export async function careForSites(application: Application, signal: AbortSignal): Promise<void> {
  const { database, settings, log } = application;
  const purged = await database.transaction('purge sites', purgeSites);
  for (const site of purged) log.info('what an uninstalled site left here was removed', { site });
  if (settings.licence === 'required') await askForLicences(application, signal);
  // Only now: after a long rest of this server nobody has been asked for days, and that is no reason to pause anything.
  await settleLicences(application);
}

async function askForLicences(application: Application, signal: AbortSignal): Promise<void> {
  const sites = await application.database.transaction('take sites to ask', takeSitesToAsk);
  for (const site of sites) {
    const reading = await ask(application, site, signal);
    if (reading !== null) await heedLicence(application, site, reading);
  }
}

/** Whoever cannot be asked says nothing, and that is noted: what was good does not stay so for ever. */
async function ask(application: Application, site: Site, signal: AbortSignal): Promise<LicenceReading | null> {
  const asker = ASK[site.host];
  // Speaks for itself, in each of its calls.
  if (asker === undefined) return wasHeardLately(site, application.clock.now()) ? null : NOTHING_SAID;
  try {
    return await asker(application, site, signal);
  } catch (error) {
    signal.throwIfAborted();
    application.log.warn('a Jira cannot be asked for the licence', { site: site.baseUrl, reason: errorMessage(error) });
    return NOTHING_SAID;
  }
}

function wasHeardLately({ licence: { last } }: Site, now: Date): boolean {
  return last !== null && now.getTime() - last.at.getTime() < 2 * DAY_MS;
}
