import { randomUUID } from 'node:crypto';
import { afterReading, type LicenceReading, readKnownLicence, writeKnownLicence } from '../licences/index.js';
import type { Row, Transaction } from '../storage/index.js';
import { type Site, type SiteHost, type SiteState, statesBefore } from './site.js';
import { fromRow, SITE_COLUMNS } from './site-row.js';

/** Long enough to take back an uninstall that was a mistake, or to export. */
const KEPT_DAYS = 30;

/** What an install says of a site. */
export type InstalledSite = Pick<Site, 'host' | 'key' | 'baseUrl' | 'displayUrl'>;

/**
 * Keeps a site in which the app was installed, for the first time or again. One that was paired before is so again, also after an
 * uninstall; one that comes with another address is to be paired anew, since of the address nothing but the install's word is known.
 * @param mode `onpremise`: its people see the server's own data as soon as it is paired. `saas`: it is a tenant of its own from the start.
 */
export async function installSite(
  transaction: Transaction,
  { host, key, baseUrl, displayUrl }: InstalledSite,
  mode: 'onpremise' | 'saas',
): Promise<Site> {
  const id = randomUUID();
  const isOwnTenant = mode === 'saas';
  if (isOwnTenant) {
    await transaction.query(
      'insert into tenants (id, name) select $1, $2 where not exists (select 1 from sites where host = $3 and key = $4)',
      [id, displayUrl, host, key],
    );
  }
  const rows = await transaction.query(
    `insert into sites (id, tenant_id, host, key, base_url, display_url, state, paired_at)
     values ($1, $2, $3, $4, $5, $6, case when $7 then 'active' else 'unpaired' end, case when $7 then syncline_now() end)
     on conflict (host, key) do update
        set base_url = excluded.base_url, display_url = excluded.display_url, changed_at = syncline_now(), purge_at = null,
            licence_asked_at = null,
            state = case when not $7 and sites.base_url <> excluded.base_url then 'unpaired'
                         when sites.state <> 'uninstalled' then sites.state
                         when sites.paired_at is not null then 'active' else 'unpaired' end,
            paired_at = case when $7 or sites.base_url = excluded.base_url then sites.paired_at end
     returning ${SITE_COLUMNS}`,
    [id, isOwnTenant ? id : 'default', host, key, baseUrl, displayUrl, isOwnTenant],
  );
  return fromRow(rows[0] as Row);
}

/** The site that a host knows by that key, or null. */
export async function findSite(transaction: Transaction, host: SiteHost, key: string): Promise<Site | null> {
  const rows = await transaction.query(`select ${SITE_COLUMNS} from sites where host = $1 and key = $2`, [host, key]);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** The site of a tenant that is called at this address, or null; of several the one in which the app is active, else the last. */
export async function findSiteByAddress(transaction: Transaction, tenant: string, url: string): Promise<Site | null> {
  const rows = await transaction.query(
    `select ${SITE_COLUMNS} from sites where tenant_id = $1 and base_url = $2 and host <> 'data center'
      order by state = 'active' desc, installed_at desc limit 1`,
    [tenant, url],
  );
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** All of them, by address. */
export async function listSites(transaction: Transaction): Promise<readonly Site[]> {
  const rows = await transaction.query(`select ${SITE_COLUMNS} from sites order by base_url, host`);
  return rows.map(fromRow);
}

/** Brings a site into a state. @returns null when it is none that may come next, or there is no such site. */
export async function changeSiteState(transaction: Transaction, id: string, state: SiteState): Promise<Site | null> {
  const rows = await transaction.query(
    `update sites
        set state = $2, changed_at = syncline_now(),
            paired_at = case $2 when 'active' then coalesce(paired_at, syncline_now()) when 'unpaired' then null else paired_at end,
            purge_at = case $2 when 'uninstalled' then coalesce(purge_at, syncline_now() + make_interval(days => $4)) end
      where id = $1 and state = any($3::text[]) returning ${SITE_COLUMNS}`,
    [id, state, statesBefore(state), KEPT_DAYS],
  );
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/**
 * Removes what sites have left here that were uninstalled long enough ago; with a site that is a tenant of its own, all that the tenant
 * has. @returns their addresses.
 */
export async function purgeSites(transaction: Transaction): Promise<readonly string[]> {
  const rows = await transaction.query(
    `with purged as (
       delete from sites where state = 'uninstalled' and purge_at <= syncline_now() returning id, tenant_id, base_url),
     emptied as (delete from tenants t using purged p where t.id = p.tenant_id and p.tenant_id = p.id::text)
     select base_url from purged`,
  );
  return rows.map(({ base_url }) => String(base_url));
}

/** What nobody could say is asked again at the next turn, which is an hour later or a little less. */
const ASKED_AGAIN_MINUTES = 50;

/** Takes the sites that are to be asked for their licence now, each for one process alone: once a day, and sooner where nothing came of it. */
export async function takeSitesToAsk(transaction: Transaction): Promise<readonly Site[]> {
  const rows = await transaction.query(
    `update sites set licence_asked_at = syncline_now()
      where state = 'active'
        and (licence_asked_at is null
             or licence_asked_at <= syncline_now() - interval '1 day'
             or licence->>'silentSince' is not null and licence_asked_at <= syncline_now() - make_interval(mins => $1))
      returning ${SITE_COLUMNS}`,
    [ASKED_AGAIN_MINUTES],
  );
  return rows.map(fromRow);
}

/** Keeps what a host said of a site's licence; an earlier reading is weighed against it. @returns the site as it is now. */
export async function noteLicence(transaction: Transaction, id: string, reading: LicenceReading): Promise<Site | null> {
  const rows = await transaction.query(
    `select ${SITE_COLUMNS}, syncline_now() as now from sites where id = $1 for update`,
    [id],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const licence = afterReading(readKnownLicence(row.licence), reading, row.now as Date);
  await transaction.query('update sites set licence = $2 where id = $1', [
    id,
    JSON.stringify(writeKnownLicence(licence)),
  ]);
  return { ...fromRow(row), licence };
}
