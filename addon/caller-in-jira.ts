import type { Application } from '../backend/application/index.js';
import { type Licence, NOT_REQUIRED } from '../backend/licences/index.js';
import { findSiteLicence, type Site } from '../backend/sites/index.js';
import type { Caller, Rights } from './caller.js';
import { SiteClosedError } from './door.js';
import type { JiraPermissions } from './jira-permissions.js';
import { rightsInJira } from './rights-in-jira.js';

/**
 * Who comes through a Jira, whichever host proved it. In a site that is not paired yet nobody sees anything: its administrators may pair
 * it, and that is all.
 * @throws SiteClosedError where the app was switched off or uninstalled. @throws UnavailableError when Jira does not say who may what.
 */
export async function callerInJira(
  application: Application,
  {
    site,
    person,
    permissions,
  }: { readonly site: Site; readonly person: string; readonly permissions: JiraPermissions },
  signal: AbortSignal,
): Promise<Caller> {
  if (site.state === 'uninstalled') throw new SiteClosedError('the app is not installed in this Jira any more');
  if (site.state === 'disabled') throw new SiteClosedError('the app is switched off in this Jira');
  const rights = await rightsInJira(application, { site, person, permissions }, signal);
  return {
    host: site.host,
    tenant: site.tenant,
    site,
    actor: { kind: 'jira', name: `${person} at ${new URL(site.displayUrl).host}` },
    rights: site.state === 'unpaired' ? stranger(rights) : rights,
    licence: await licenceOf(site, application),
  };
}

function stranger({ role }: Rights): Rights {
  return {
    role: null,
    mayPair: role === 'administrator',
    administers: async () => [],
    onIssue: async () => ({ browse: false, edit: false }),
  };
}

async function licenceOf({ id }: Site, { settings, database }: Application): Promise<Licence> {
  if (settings.licence !== 'required') return NOT_REQUIRED;
  const licence = await database.transaction('find licence', (transaction) => findSiteLicence(transaction, id));
  if (licence === null) throw new SiteClosedError('the app is not installed in this Jira any more');
  return licence;
}
