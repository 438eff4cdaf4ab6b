import { type Application, withinTenant } from '../backend/application/index.js';
import type { Site } from '../backend/sites/index.js';
import type { Scope, Transaction } from '../backend/storage/index.js';
import type { Role } from '../backend/tokens/index.js';
import type { Caller } from './caller.js';

/** As which role somebody comes, and to what of his tenant. */
export interface Access {
  /** Null: nothing is open to him but what is said of single issues. */
  readonly role: Role | null;
  readonly scope: Scope;
}

/** Who administers a Jira project looks after its integrations; what is the whole tenant's he does not see. */
const ROLE_OF_A_PROJECT: Role = 'operator';

/**
 * What is open to a caller: what his role says; else, where he administers Jira projects of his site, the integrations of those.
 * @throws UnavailableError when Jira does not say. @throws ConfigurationError when this database cannot show some integrations alone.
 */
export async function accessOf(
  { tenant, site, rights }: Pick<Caller, 'tenant' | 'site' | 'rights'>,
  application: Application,
  signal: AbortSignal,
): Promise<Access> {
  if (rights.role !== null || site === null) return { role: rights.role, scope: { tenant } };
  const { database } = withinTenant(application, { tenant });
  const known = await database.transaction('list projects', (transaction) => listProjects(transaction, site));
  const administered = new Set(await rights.administers([...new Set(known.map(({ projectId }) => projectId))], signal));
  const integrations = known.filter(({ projectId }) => administered.has(projectId)).map(({ id }) => id);
  if (integrations.length === 0) return { role: null, scope: { tenant } };
  return { role: ROLE_OF_A_PROJECT, scope: { tenant, integrations: [...new Set(integrations)] } };
}

/** The integrations over projects of this Jira, as far as those have been described by it. */
async function listProjects(
  transaction: Transaction,
  { key, baseUrl, displayUrl }: Site,
): Promise<readonly { readonly id: string; readonly projectId: string }[]> {
  const rows = await transaction.query(
    `select i.id, s.body->>'id' as project_id
       from integrations i cross join (values ('left'), ('right')) as sides (side)
       join connections c on c.tenant_id = i.tenant_id and c.name = i.definition->side->>'connection'
            and c.archived_at is null and c.connector = 'jira'
            and (c.site_id = $1 or rtrim(c.settings->>'url', '/') = any($2::text[]))
       join container_schemas s on s.connection_id = c.id and s.container = i.definition->side->>'container'
      where i.kind = 'sync' and i.archived_at is null`,
    [key, [baseUrl, displayUrl]],
  );
  return rows.map((row) => ({ id: String(row.id), projectId: String(row.project_id) }));
}
