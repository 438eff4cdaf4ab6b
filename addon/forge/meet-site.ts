import { decodeJwt } from 'jose';
import { type Application, heedLicence } from '../../backend/application/index.js';
import type { LicenceReading } from '../../backend/licences/index.js';
import { type AppToken, findSite, installSite, keepAppToken, type Site } from '../../backend/sites/index.js';
import type { Transaction } from '../../backend/storage/index.js';
import { findInstallation, type KnownInstallation, putInstallation } from './installation-repository.js';
import type { InvocationClaims } from './invocation-claims.js';
import { type InvokingSite, invokingSite } from './invoking-site.js';
import { readingOfInvocation } from './licence-of-invocation.js';

/** After its uninstall was announced an installation may be heard for as long without being there again: events come late. */
const LATE_MS = 10 * 60_000;
/** A reading that says the same as the last is kept as often. */
const LICENCE_EVERY_MS = 24 * 60 * 60_000;
/** No token lives longer, whatever it says. */
const LONGEST_LIFE_MS = 4 * 60 * 60_000;
/** Of a token that says nothing of its end; the hourly trigger brings another. */
const UNTOLD_LIFE_MS = 60 * 60_000;

/**
 * The site from which a verified call comes, as it is after this call: kept at first contact, unpaired then; with the app's own token and
 * what the call says of the licence, once it is paired.
 * @param systemToken `x-forge-oauth-system`, where the call has it. @throws NotSignedInError where the token names no site of ours to be.
 */
export async function meetSite(
  application: Application,
  claims: InvocationClaims,
  systemToken: string | undefined,
): Promise<Site> {
  const { database, settings, secretBox, clock } = application;
  const from = invokingSite(claims, settings.jiraApp);
  const now = clock.now();
  const met = await database.transaction('meet forge site', async (transaction) => {
    const known = await findSite(transaction, 'forge', from.cloudId);
    const installation = known === null ? null : await findInstallation(transaction, known.id);
    if (known?.state === 'uninstalled' && !isBack(claims, installation)) return known;
    const site =
      known !== null && known.state !== 'uninstalled' && isSameAddress(known, from)
        ? known
        : await installSite(transaction, addressed(known, from), settings.mode);
    await keepInstallation(transaction, site.id, { installation, claims });
    // A site that nobody here has said is his leaves nothing but itself.
    if (site.state === 'active' && systemToken !== undefined) {
      await keepAppToken(transaction, site, appToken(systemToken, now), secretBox);
    }
    return site;
  });
  const reading = readingOfInvocation(claims);
  if (met.state === 'active' && isNews(met, reading, now)) await heedLicence(application, met, reading);
  return met;
}

/** Another installation, or the same one heard of so late that its uninstall cannot have come about. */
function isBack({ app, iat }: InvocationClaims, installation: KnownInstallation | null): boolean {
  if (installation === null || installation.installationId !== app.installationId) return true;
  const { uninstalledAt } = installation;
  return uninstalledAt !== null && iat * 1_000 > uninstalledAt.getTime() + LATE_MS;
}

function isSameAddress(known: Site, { baseUrl, displayUrl }: InvokingSite): boolean {
  return known.baseUrl === baseUrl && (displayUrl === null || known.displayUrl === displayUrl);
}

function addressed(known: Site | null, { cloudId, baseUrl, displayUrl }: InvokingSite) {
  return { host: 'forge', key: cloudId, baseUrl, displayUrl: displayUrl ?? known?.displayUrl ?? baseUrl } as const;
}

async function keepInstallation(
  transaction: Transaction,
  siteId: string,
  { installation, claims: { app } }: { installation: KnownInstallation | null; claims: InvocationClaims },
): Promise<void> {
  const { installationId, environment } = app;
  const current = { installationId, environment: environment.type, appVersion: app.appVersion ?? app.version ?? '' };
  const isKnown =
    installation !== null &&
    installation.uninstalledAt === null &&
    installation.installationId === current.installationId &&
    installation.environment === current.environment &&
    installation.appVersion === current.appVersion;
  if (!isKnown) await putInstallation(transaction, siteId, current);
}

/** Of the token nothing but its end is read: what it opens is Jira's business. */
function appToken(token: string, now: Date): AppToken {
  const lifeMs = (endOf(token)?.getTime() ?? now.getTime() + UNTOLD_LIFE_MS) - now.getTime();
  return { token, endsAt: new Date(now.getTime() + Math.min(lifeMs, LONGEST_LIFE_MS)) };
}

function endOf(token: string): Date | null {
  try {
    const { exp } = decodeJwt(token);
    return exp === undefined ? null : new Date(exp * 1_000);
  } catch {
    return null;
  }
}

function isNews({ licence: { last, silentSince } }: Site, reading: LicenceReading, now: Date): boolean {
  if (reading.kind === 'unknown') return silentSince === null;
  if (last === null || silentSince !== null) return true;
  const isSame = last.reading.kind === reading.kind && last.reading.endsAt === reading.endsAt;
  return !isSame || now.getTime() - last.at.getTime() > LICENCE_EVERY_MS;
}
