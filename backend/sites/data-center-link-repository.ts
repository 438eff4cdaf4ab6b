import { z } from 'zod';
import type { SecretBox } from '../secrets/index.js';
import { ConfigurationError, ReconnectNeededError } from '../shared/index.js';
import type { Row, Transaction } from '../storage/index.js';
import type { Site } from './site.js';
import { fromRow, SITE_COLUMNS } from './site-row.js';

/** What Jira lets an application ask for; each holds those before it. */
export const linkScope = z.enum(['READ', 'WRITE', 'ADMIN', 'SYSTEM_ADMIN']);
export type LinkScope = z.infer<typeof linkScope>;

/** What an administrator copies from an incoming link of Jira Data Center. */
export interface GivenLink {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: LinkScope;
}

/** The link by which people of a Jira Data Center sign in here. */
export interface DataCenterLink extends GivenLink {
  readonly site: Site;
}

const COLUMNS = `${SITE_COLUMNS.split(', ')
  .map((column) => `s.${column}`)
  .join(', ')}, l.client_id, l.client_secret, l.scope`;
const LINKS = `select ${COLUMNS} from data_center_links l join sites s on s.id = l.site_id`;

/** Keeps the link of a site; an earlier one is not good any more. */
export async function saveDataCenterLink(
  transaction: Transaction,
  site: Site,
  { clientId, clientSecret, scope }: GivenLink,
  secretBox: SecretBox,
): Promise<void> {
  await transaction.query(
    `insert into data_center_links (site_id, client_id, client_secret, scope) values ($1, $2, $3, $4)
     on conflict (site_id) do update
        set client_id = excluded.client_id, client_secret = excluded.client_secret, scope = excluded.scope`,
    [site.id, clientId, secretBox.seal(contextOf(site), clientSecret), scope],
  );
}

/** The link of a site, by the site's id; null where there is none. @throws ReconnectNeededError when its secret must be given again. */
export async function findDataCenterLink(
  transaction: Transaction,
  siteId: string,
  secretBox: SecretBox,
): Promise<DataCenterLink | null> {
  const rows = await transaction.query(`${LINKS} where s.id = $1`, [siteId]);
  return rows[0] === undefined ? null : opened(rows[0], secretBox);
}

/** The Jiras whose people may sign in here, by address. */
export async function listDataCenterLinks(transaction: Transaction): Promise<readonly Site[]> {
  const rows = await transaction.query(`${LINKS} where s.state = 'active' order by s.base_url`);
  return rows.map(fromRow);
}

/** What became of the secrets of the links when they were sealed anew. */
export interface ResealedLinks {
  readonly resealed: number;
  /** Those that no key opens, with why; they are left as they are. */
  readonly unopened: readonly { readonly site: string; readonly message: string }[];
}

/** Seals with the present key what an older one has sealed. */
export async function resealDataCenterLinks(transaction: Transaction, secretBox: SecretBox): Promise<ResealedLinks> {
  const rows = await transaction.query(`${LINKS} for update of l`);
  const old = rows.filter(({ client_secret }) => !secretBox.isCurrent(String(client_secret)));
  const unopened: { site: string; message: string }[] = [];
  for (const row of old) {
    try {
      const { site, ...link } = opened(row, secretBox);
      await saveDataCenterLink(transaction, site, link, secretBox);
    } catch (error) {
      if (!(error instanceof ConfigurationError || error instanceof ReconnectNeededError)) throw error;
      unopened.push({ site: String(row.display_url), message: error.message });
    }
  }
  return { resealed: old.length - unopened.length, unopened };
}

function opened(row: Row, secretBox: SecretBox): DataCenterLink {
  const site = fromRow(row);
  return {
    site,
    clientId: String(row.client_id),
    clientSecret: secretBox.open(contextOf(site), String(row.client_secret)),
    scope: linkScope.parse(row.scope),
  };
}

function contextOf({ key, baseUrl }: Site) {
  return { site: key, url: baseUrl };
}
