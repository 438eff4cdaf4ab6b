import type { Transaction } from '../database.js';
import { SCOPED_ROLE, TAKES_ON } from './scoped-role.js';

/**
 * Why this database cannot keep tenants apart, with the SQL that mends it, as the second half of a sentence; null: it can. A superuser
 * is bound like anybody else, since who takes on a role is judged as that role.
 */
export async function scopingFault(transaction: Transaction): Promise<string | null> {
  const [row] = await transaction.query(
    `select current_user as account,
            case when r.oid is null then null else pg_has_role(r.oid, ${TAKES_ON}) end as is_member,
            r.rolsuper or r.rolbypassrls or exists (
              select 1 from pg_class c
               where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and pg_has_role(r.oid, c.relowner, 'usage')
            ) as is_free
       from (select 1) as one left join pg_roles r on r.rolname = '${SCOPED_ROLE}'`,
  );
  const account = JSON.stringify(row?.account);
  if (row === undefined || row.is_member === null) {
    return `there is no role ${SCOPED_ROLE}; let a superuser type: create role ${SCOPED_ROLE} nologin; grant ${SCOPED_ROLE} to ${account};`;
  }
  if (row.is_member !== true) {
    return `the role ${SCOPED_ROLE} is not granted to this account; let a superuser type: grant ${SCOPED_ROLE} to ${account};`;
  }
  if (row.is_free === true) {
    return `row-level security does not bind the role ${SCOPED_ROLE}; let a superuser type: alter role ${SCOPED_ROLE} nosuperuser nobypassrls; and take from it the roles that own tables`;
  }
  return null;
}
