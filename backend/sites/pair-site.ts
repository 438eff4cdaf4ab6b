import type { Transaction } from '../storage/index.js';
import { makePairingCode, pairingHash } from './pairing-code.js';
import type { Site } from './site.js';
import { changeSiteState } from './site-repository.js';

const LIFE_MINUTES = 60;
/** After as many wrong codes in a row a site waits before it may try again. */
const WRONG_AT_ONCE = 5;
const WAIT_MINUTES = 15;

/**
 * Makes a code with which one site can be paired with the tenant, once, within an hour.
 * @returns the code, which is shown this once; only its hash is kept.
 */
export async function createPairingCode(transaction: Transaction, tenant: string): Promise<string> {
  const code = makePairingCode();
  await transaction.query('delete from pairing_codes where ends_at < syncline_now()');
  await transaction.query(
    'insert into pairing_codes (hash, tenant_id, ends_at) values ($1, $2, syncline_now() + make_interval(mins => $3))',
    [pairingHash(code), tenant, LIFE_MINUTES],
  );
  return code;
}

/** How a try to pair ended. `wrong`: no such code, or it is over or used. `too many`: not even looked at. */
export type Pairing = { readonly kind: 'paired'; readonly site: Site } | { readonly kind: 'wrong' | 'too many' };

/**
 * Pairs a site by a code that this server has shown: from now on its people see the tenant's data. A code pairs one site. Wrong ones are
 * counted for each site; nobody may go through them.
 */
export async function pairSite(transaction: Transaction, site: Site, code: string): Promise<Pairing> {
  const attempts = await transaction.query(
    `insert into pairing_attempts as known (site_id, wrong) values ($1, 1)
     on conflict (site_id) do update
        set wrong = case when known.last_at < syncline_now() - make_interval(mins => $2) then 1 else known.wrong + 1 end,
            last_at = syncline_now()
     returning wrong`,
    [site.id, WAIT_MINUTES],
  );
  if (Number(attempts[0]?.wrong) > WRONG_AT_ONCE) return { kind: 'too many' };
  const codes = await transaction.query(
    `update pairing_codes set used_at = syncline_now(), site_id = $2
      where hash = $1 and used_at is null and ends_at > syncline_now() returning tenant_id`,
    [pairingHash(code), site.id],
  );
  const tenant = codes[0]?.tenant_id;
  if (tenant === undefined) return { kind: 'wrong' };
  await transaction.query('update sites set tenant_id = $2 where id = $1', [site.id, tenant]);
  const paired = await changeSiteState(transaction, site.id, 'active');
  if (paired === null) return { kind: 'wrong' };
  await transaction.query('delete from pairing_attempts where site_id = $1', [site.id]);
  return { kind: 'paired', site: paired };
}
