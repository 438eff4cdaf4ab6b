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

/** @throws UnknownNameError naming near ones, when there is none of that id. */
export async function requireTenant(transaction: Transaction, id: string): Promise<void> {
  const known = (await listTenants(transaction)).map((tenant) => tenant.id);
  if (!known.includes(id)) {
    throw new UnknownNameError(`there is no tenant ${id}; ${suggestion(id, known, 'tenants')}`);
  }
}
