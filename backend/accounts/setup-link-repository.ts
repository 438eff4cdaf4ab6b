import type { Transaction } from '../storage/index.js';
import { isSameHash, opaqueTokens } from '../tokens/index.js';

/** By what a person chooses a password, once; the first administrator a name as well. */
export interface SetupLink {
  readonly id: string;
  readonly tenant: string;
  /** Whose password it sets; null: it makes the first administrator. */
  readonly accountId: string | null;
}

const LINKS = opaqueTokens('synclinel');
/** Long enough to be sent to somebody who is out until tomorrow. */
export const SETUP_LINK_HOURS = 24;

/**
 * Makes a link; an earlier one for the same account, or for the first administrator, lets nobody in any more.
 * @returns its secret, which cannot be had again.
 */
export async function createSetupLink(
  transaction: Transaction,
  { tenant, accountId }: Omit<SetupLink, 'id'>,
): Promise<string> {
  await transaction.query(
    'delete from setup_links where ends_at <= syncline_now() or (tenant_id = $1 and account_id is not distinct from $2)',
    [tenant, accountId],
  );
  const { id, text, hash } = LINKS.make();
  await transaction.query(
    `insert into setup_links (id, tenant_id, account_id, hash, ends_at)
     values ($1, $2, $3, $4, syncline_now() + make_interval(hours => ${SETUP_LINK_HOURS}))`,
    [id, tenant, accountId, hash],
  );
  return text;
}

/** Makes the link for the first administrator unless there ever was an account or such a link. @returns its secret, or null. */
export async function createFirstSetupLink(transaction: Transaction, tenant: string): Promise<string | null> {
  const { id, text, hash } = LINKS.make();
  const rows = await transaction.query(
    `insert into setup_links (id, tenant_id, account_id, hash, ends_at)
     select $1, $2, null, $3, syncline_now() + make_interval(hours => ${SETUP_LINK_HOURS})
      where not exists (select 1 from accounts)
     on conflict (tenant_id) where account_id is null do nothing
     returning id`,
    [id, tenant, hash],
  );
  return rows.length === 0 ? null : text;
}

/** The link whose secret somebody shows, if it can still be used, held until the transaction ends; null for every other text. */
export async function findSetupLink(transaction: Transaction, text: string): Promise<SetupLink | null> {
  const shown = LINKS.read(text);
  if (shown === null) return null;
  const rows = await transaction.query(
    'select tenant_id, account_id, hash from setup_links where id = $1 and ends_at > syncline_now() for update',
    [shown.id],
  );
  const row = rows[0];
  if (row === undefined || !isSameHash(String(row.hash), shown.hash)) return null;
  return {
    id: shown.id,
    tenant: String(row.tenant_id),
    accountId: row.account_id === null ? null : String(row.account_id),
  };
}

/** From now on nobody can use it. */
export async function spendSetupLink(transaction: Transaction, id: string): Promise<void> {
  await transaction.query('delete from setup_links where id = $1', [id]);
}

/** Ends the link of an account, or with null the first administrator's. */
export async function endSetupLink(
  transaction: Transaction,
  { tenant, accountId }: Omit<SetupLink, 'id'>,
): Promise<void> {
  await transaction.query('delete from setup_links where tenant_id = $1 and account_id is not distinct from $2', [
    tenant,
    accountId,
  ]);
}
