import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { makeScopedRole, SCOPED_ROLE, TAKES_ON } from './scoped-role.js';

/** What the platform knows of itself: a request reads there what it shows of the server, and changes nothing. */
const READ_ONLY = ['claims', 'tenants', 'workers'];
const NOTHING = ['attempts', 'installation', 'pending_sign_ins', 'schema_migrations', 'used_tokens'];

/** For the tables that are there now: run after every migration. */
const GRANTS = `
grant usage on schema public to ${SCOPED_ROLE};
grant select, insert, update, delete on all tables in schema public to ${SCOPED_ROLE};
grant usage on all sequences in schema public to ${SCOPED_ROLE};
revoke insert, update, delete on ${READ_ONLY.join(', ')} from ${SCOPED_ROLE};
revoke all on ${NOTHING.join(', ')} from ${SCOPED_ROLE};
grant select (singleton, paused_reason), update (fingerprint, paused_reason) on installation to ${SCOPED_ROLE};
`;

/**
 * Makes the role that requests take on and lets it at the tables, as far as this account may.
 * @param isChanged whether there may be tables that were not granted yet.
 */
export async function prepareScoping(
  sequelize: Sequelize,
  transaction: Transaction,
  isChanged: boolean,
): Promise<void> {
  if (!(await isRoleHeld(sequelize, transaction)))
    await sequelize.query(makeScopedRole('current_user'), { transaction, raw: true });
  else if (!isChanged && (await isGranted(sequelize, transaction))) return;
  if (await isRoleHeld(sequelize, transaction)) await sequelize.query(GRANTS, { transaction, raw: true });
}

async function isRoleHeld(sequelize: Sequelize, transaction: Transaction): Promise<boolean> {
  const rows = await sequelize.query<{ held: boolean }>(
    `select coalesce((select pg_has_role(oid, ${TAKES_ON}) from pg_roles where rolname = '${SCOPED_ROLE}'), false) as held`,
    { type: QueryTypes.SELECT, transaction },
  );
  return rows[0]?.held === true;
}

/** The last thing that is granted says that all is. */
async function isGranted(sequelize: Sequelize, transaction: Transaction): Promise<boolean> {
  const rows = await sequelize.query<{ granted: boolean }>(
    `select has_column_privilege('${SCOPED_ROLE}', 'installation', 'paused_reason', 'select') as granted`,
    { type: QueryTypes.SELECT, transaction },
  );
  return rows[0]?.granted === true;
}
