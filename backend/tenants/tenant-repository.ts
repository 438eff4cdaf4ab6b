import { z } from 'zod';
import { ConfigurationError, suggestion, UnknownNameError } from '../shared/index.js';
import type { Transaction } from '../storage/index.js';

/** A customer of this server. */
export interface Tenant {
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly createdAt: Date;
}

/** Whom everything belongs to where there are no others; in `saas` mode the one who runs the server. */
export const FIRST_TENANT = 'default';

/** What a tenant is called where it is typed; one that came with an app's site is called by an id of ours. */
export const tenantId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'use small letters, digits and hyphens, 63 at the most');

/** All of them, the first one first. */
export async function listTenants(transaction: Transaction): Promise<readonly Tenant[]> {
  const rows = await transaction.query('select id, name, created_at from tenants order by created_at, id');
  return rows.map((row) => ({ id: String(row.id), name: String(row.name), createdAt: row.created_at as Date }));
}

/** Adds one. @throws ConfigurationError when there is one of that id. */
export async function createTenant(transaction: Transaction, { id, name }: Pick<Tenant, 'id' | 'name'>): Promise<void> {
  const rows = await transaction.query(
    'insert into tenants (id, name) values ($1, $2) on conflict (id) do nothing returning id',
    [id, name],
  );
  if (rows.length === 0) throw new ConfigurationError(`there is a tenant ${id} already`);
}

/**
 * Removes a tenant with everything that is his: configuration, secrets, links, history, audit log. His tools keep what they have.
 * @throws UnknownNameError. @throws ConfigurationError for the first tenant, who is the server's own.
 */
export async function removeTenant(transaction: Transaction, id: string): Promise<void> {
  await requireTenant(transaction, id);
  if (id === FIRST_TENANT) throw new ConfigurationError(`${FIRST_TENANT} is the server's own tenant and stays`);
  await transaction.query('delete from tenants where id = $1', [id]);
}

/** @throws UnknownNameError naming near ones, when there is none of that id. */
export async function requireTenant(transaction: Transaction, id: string): Promise<void> {
  const known = (await listTenants(transaction)).map((tenant) => tenant.id);
  if (!known.includes(id)) {
    throw new UnknownNameError(`there is no tenant ${id}; ${suggestion(id, known, 'tenants')}`);
  }
}
