import type { Transaction } from '../storage/index.js';
import { isSameHash, opaqueTokens } from './opaque-token.js';
import { type TokenScope, tokenScope } from './token.js';

/** A token that lets in, without what it takes to use it. */
export interface Token {
  readonly name: string;
  readonly scope: TokenScope;
  readonly createdAt: Date;
  /** From when on it lets nobody in; null: never. */
  readonly expiresAt: Date | null;
}

const TOKENS = opaqueTokens('syncline');

/** A token that somebody has shown. */
export interface ShownToken extends Token {
  /** Whose data it opens. */
  readonly tenant: string;
}

/** The name of the token that the first start makes. */
const FIRST_NAME = 'administrator';
const LETS_IN = 'revoked_at is null and (expires_at is null or expires_at > syncline_now())';

/**
 * Makes a token; an earlier one of that name lets nobody in any more.
 * @returns the token's text, which cannot be had again.
 */
export async function createToken(
  transaction: Transaction,
  {
    name,
    scope,
    lifeDays = null,
  }: {
    readonly name: string;
    readonly scope: TokenScope;
    /** How long it lets in; null: until it is revoked. */
    readonly lifeDays?: number | null;
  },
): Promise<string> {
  await revokeToken(transaction, name);
  const { id, text, hash } = TOKENS.make();
  await transaction.query(
    `insert into tokens (id, name, scope, hash, expires_at)
     values ($1, $2, $3, $4, syncline_now() + make_interval(days => $5))`,
    [id, name, scope, hash, lifeDays],
  );
  return text;
}

/** Makes the first administrator's token unless there ever was one, also when several servers start at once. @returns its text, or null. */
export async function createFirstToken(transaction: Transaction): Promise<string | null> {
  const { id, text, hash } = TOKENS.make();
  const rows = await transaction.query(
    `insert into tokens (id, name, scope, hash)
     select $1, $2, 'administrator', $3 where not exists (select 1 from tokens where scope = 'administrator' and tenant_id = syncline_tenant())
     on conflict (tenant_id, name) where revoked_at is null do nothing
     returning id`,
    [id, FIRST_NAME, hash],
  );
  return rows.length === 0 ? null : text;
}

/** The token that somebody shows, if it lets in; null for every other text. */
export async function findToken(transaction: Transaction, text: string): Promise<ShownToken | null> {
  const shown = TOKENS.read(text);
  if (shown === null) return null;
  const rows = await transaction.query(
    `select tenant_id, name, scope, hash, created_at, expires_at from tokens where id = $1 and ${LETS_IN}`,
    [shown.id],
  );
  const row = rows[0];
  return row !== undefined && isSameHash(String(row.hash), shown.hash)
    ? { ...fromRow(row), tenant: String(row.tenant_id) }
    : null;
}

/** Those that let in, by name. */
export async function listTokens(transaction: Transaction): Promise<readonly Token[]> {
  const rows = await transaction.query(
    `select name, scope, created_at, expires_at from tokens
      where tenant_id = syncline_tenant() and ${LETS_IN} order by name`,
  );
  return rows.map(fromRow);
}

/** From now on the token of that name lets nobody in. @returns whether there was one. */
export async function revokeToken(transaction: Transaction, name: string): Promise<boolean> {
  const rows = await transaction.query(
    'update tokens set revoked_at = syncline_now() where tenant_id = syncline_tenant() and name = $1 and revoked_at is null returning id',
    [name],
  );
  return rows.length > 0;
}

function fromRow(row: Readonly<Record<string, unknown>>): Token {
  return {
    name: String(row.name),
    scope: tokenScope.parse(row.scope),
    createdAt: row.created_at as Date,
    expiresAt: row.expires_at as Date | null,
  };
}
