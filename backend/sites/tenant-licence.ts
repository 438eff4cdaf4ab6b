import { afterReading, judgeLicence, type Licence, NOTHING_KNOWN, readKnownLicence } from '../licences/index.js';
import type { Row, Transaction } from '../storage/index.js';

/** Of one site, judged by the database's clock; null: there is no such site. */
export async function findSiteLicence(transaction: Transaction, id: string): Promise<Licence | null> {
  const rows = await transaction.query(
    'select licence, state, changed_at, installed_at as since, syncline_now() as now from sites where id = $1',
    [id],
  );
  return rows[0] === undefined ? null : judgedRow(rows[0]);
}

/**
 * The best licence of a tenant's sites: a second site without one takes nothing from the first. A site that the app was taken from has
 * the grace of one without a licence: it may be a step of an upgrade. A tenant without any site has the grace of one that nobody has
 * spoken of yet, from its beginning on.
 */
export async function findTenantLicence(transaction: Transaction, tenant: string): Promise<Licence> {
  const rows = await transaction.query(
    `select s.licence, s.state, s.changed_at, coalesce(s.installed_at, t.created_at) as since, syncline_now() as now
       from tenants t left join sites s on s.tenant_id = t.id and s.paired_at is not null and s.state <> 'unpaired'
      where t.id = $1`,
    [tenant],
  );
  const [best] = rows.map(judgedRow).sort((one, other) => worth(other) - worth(one));
  if (best === undefined) throw new Error(`there is no tenant ${tenant}`);
  return best;
}

function judgedRow({ licence, state, changed_at, since, now }: Row): Licence {
  const isTaken = state === 'disabled' || state === 'uninstalled';
  const known = isTaken
    ? afterReading(NOTHING_KNOWN, { kind: 'none', endsAt: null }, changed_at as Date)
    : readKnownLicence(licence);
  return judgeLicence(known, { since: since as Date, now: now as Date });
}

function worth({ mayChange, mayRun, graceEndsAt }: Licence): number {
  return (mayChange ? 4 : 0) + (mayRun ? 2 : 0) + (graceEndsAt === null ? 1 : 0);
}
