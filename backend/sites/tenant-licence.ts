import { judgeLicence, type Licence, NOTHING_KNOWN, readKnownLicence } from '../licences/index.js';
import type { Transaction } from '../storage/index.js';

/**
 * The best licence of a tenant's sites: a second site without one takes nothing from the first. A tenant without any site has the grace
 * of one that nobody has spoken of yet, from its beginning on.
 */
export async function findTenantLicence(transaction: Transaction, tenant: string): Promise<Licence> {
  const rows = await transaction.query(
    `select s.licence, s.id, coalesce(s.installed_at, t.created_at) as since, syncline_now() as now
       from tenants t left join sites s on s.tenant_id = t.id and s.state = 'active' where t.id = $1`,
    [tenant],
  );
  const licences = rows.map(({ licence, since, now }) =>
    judgeLicence(licence === null ? NOTHING_KNOWN : readKnownLicence(licence), {
      since: since as Date,
      now: now as Date,
    }),
  );
  const [best] = licences.sort((one, other) => worth(other) - worth(one));
  if (best === undefined) throw new Error(`there is no tenant ${tenant}`);
  return best;
}

function worth({ mayChange, mayRun, graceEndsAt }: Licence): number {
  return (mayChange ? 4 : 0) + (mayRun ? 2 : 0) + (graceEndsAt === null ? 1 : 0);
}
