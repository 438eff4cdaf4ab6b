import { ConfigurationError } from '../shared/index.js';
import { type Database, scopingFault } from '../storage/index.js';

/** Whether tenants are to be kept apart, and whether they can be. */
export interface Tenancy {
  /** There may be several: whatever is done for one of them is done with the rest out of sight. */
  readonly isShared: boolean;
  /** Why nothing can be put out of sight, and what to do; null: it can. */
  readonly fault: string | null;
}

/**
 * Looks at how a database is shared.
 * @throws ConfigurationError with the SQL to type where it shall be shared, or is already, and its account cannot keep tenants apart.
 */
export async function checkTenants(database: Database, mode: 'onpremise' | 'saas'): Promise<Tenancy> {
  const { fault, count } = await database.transaction('check tenants', async (transaction) => {
    const [row] = await transaction.query('select count(*)::int as count from tenants');
    return { fault: await scopingFault(transaction), count: Number(row?.count) };
  });
  const isShared = mode === 'saas' || count > 1;
  if (!isShared || fault === null) return { isShared, fault };
  const why = mode === 'saas' ? 'SYNCLINE_MODE is saas' : `there are ${count} tenants`;
  throw new ConfigurationError(`${why}, but this database cannot keep tenants apart: ${fault}`);
}
