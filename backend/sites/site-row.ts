import { readKnownLicence } from '../licences/index.js';
import type { Row } from '../storage/index.js';
import type { Site, SiteHost, SiteState } from './site.js';

/** What `fromRow` reads. */
export const SITE_COLUMNS = 'id, tenant_id, host, key, base_url, display_url, state, licence, installed_at, purge_at';

export function fromRow(row: Row): Site {
  return {
    id: String(row.id),
    tenant: String(row.tenant_id),
    host: row.host as SiteHost,
    key: String(row.key),
    baseUrl: String(row.base_url),
    displayUrl: String(row.display_url),
    state: row.state as SiteState,
    licence: readKnownLicence(row.licence),
    installedAt: row.installed_at as Date,
    purgeAt: row.purge_at as Date | null,
  };
}
