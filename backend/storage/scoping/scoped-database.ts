import type { Database } from '../database.js';
import type { Scope } from './scope.js';
import { SCOPED_ROLE } from './scoped-role.js';

const ENTER = `select set_config('role', '${SCOPED_ROLE}', true), set_config('syncline.tenant', $1, true),
       set_config('syncline.integrations', $2, true)`;

/**
 * The database as somebody sees it who may meet nothing but what is in `scope`: other rows are not there for him, neither to read nor to
 * change. A database without the role refuses every transaction. Closing it closes nothing.
 */
export function scoped(database: Database, { tenant, integrations }: Scope): Database {
  const parameters = [tenant, integrations === undefined ? '' : `{${integrations.join(',')}}`];
  return {
    transaction: (name, work) =>
      database.transaction(name, async (transaction) => {
        // Leaves together with the first statement; where it fails, so do all that follow it.
        const entered = transaction.query(ENTER, parameters);
        const [result] = await Promise.all([work(transaction), entered]);
        return result;
      }),
    close: async () => undefined,
  };
}
