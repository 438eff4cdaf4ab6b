import type { Row, Transaction } from '../storage/index.js';
import { type Role, role } from '../tokens/index.js';
import type { Account } from './account.js';

const COLUMNS = `id, tenant_id, name, role, created_at,
  case when disabled_at is not null then 'disabled' when password_hash is null then 'invited' else 'active' end as state`;

/** An account with what is kept of its password; null before there is one. */
export interface AccountWithPassword extends Account {
  readonly passwordHash: string | null;
}

/**
 * Makes an account without a password, or takes a disabled one of that name up again.
 * @returns null when there is one of that name that is not disabled.
 */
export async function insertAccount(
  transaction: Transaction,
  { tenant, name, role: asRole }: { readonly tenant: string; readonly name: string; readonly role: Role },
): Promise<Account | null> {
  const made = await transaction.query(
    `insert into accounts (tenant_id, name, role) values ($1, $2, $3) on conflict (lower(name)) do nothing returning ${COLUMNS}`,
    [tenant, name, asRole],
  );
  if (made[0] !== undefined) return fromRow(made[0]);
  const taken = await transaction.query(
    `update accounts set role = $3, password_hash = null, disabled_at = null
      where lower(name) = lower($2) and tenant_id = $1 and disabled_at is not null returning ${COLUMNS}`,
    [tenant, name, asRole],
  );
  return taken[0] === undefined ? null : fromRow(taken[0]);
}

/** The account of that name, capitals or not, and null where there is none. It stays as it is until the transaction ends. */
export async function findAccount(transaction: Transaction, name: string): Promise<AccountWithPassword | null> {
  const rows = await transaction.query(
    `select ${COLUMNS}, password_hash from accounts where lower(name) = lower($1) for share`,
    [name],
  );
  return withPassword(rows[0]);
}

/** The account with that id, or null. */
export async function getAccount(transaction: Transaction, id: string): Promise<Account | null> {
  const rows = await transaction.query(`select ${COLUMNS} from accounts where id = $1`, [id]);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** By name. */
export async function listAccounts(transaction: Transaction): Promise<readonly Account[]> {
  return (await transaction.query(`select ${COLUMNS} from accounts order by lower(name)`)).map(fromRow);
}

/** One who can sign in and may do everything, or null. */
export async function findAdministrator(transaction: Transaction): Promise<Account | null> {
  const rows = await transaction.query(
    `select ${COLUMNS} from accounts
      where role = 'administrator' and password_hash is not null and disabled_at is null order by created_at limit 1`,
  );
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** From now on that password is the right one. @returns null when the account is not there or disabled. */
export async function setPassword(transaction: Transaction, id: string, passwordHash: string): Promise<Account | null> {
  const rows = await transaction.query(
    `update accounts set password_hash = $2 where id = $1 and disabled_at is null returning ${COLUMNS}`,
    [id, passwordHash],
  );
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** From now on no password is the right one, until another is chosen. */
export async function clearPassword(transaction: Transaction, id: string): Promise<void> {
  await transaction.query('update accounts set password_hash = null where id = $1', [id]);
}

/** From now on nobody signs in by it, and no password can be chosen. */
export async function disable(transaction: Transaction, id: string): Promise<void> {
  await transaction.query('update accounts set disabled_at = syncline_now(), password_hash = null where id = $1', [id]);
}

/** From now on the person may do what that role may. */
export async function setRole(transaction: Transaction, id: string, asRole: Role): Promise<void> {
  await transaction.query('update accounts set role = $2 where id = $1', [id, asRole]);
}

/** Who can sign in and may do everything, by name; they stay so until the transaction ends. */
export async function holdAdministrators(transaction: Transaction): Promise<readonly string[]> {
  const rows = await transaction.query(
    `select name from accounts
      where role = 'administrator' and password_hash is not null and disabled_at is null order by name for update`,
  );
  return rows.map(({ name }) => String(name));
}

function withPassword(row: Row | undefined): AccountWithPassword | null {
  if (row === undefined) return null;
  return { ...fromRow(row), passwordHash: row.password_hash === null ? null : String(row.password_hash) };
}

function fromRow(row: Row): Account {
  return {
    id: String(row.id),
    tenant: String(row.tenant_id),
    name: String(row.name),
    role: role.parse(row.role),
    state: row.state as Account['state'],
    createdAt: row.created_at as Date,
  };
}
