/**
 * The role that a request's transaction takes on, so that the policies bind it. It belongs to the whole cluster, may not sign in, and is
 * granted to the owner of the tables, whom the policies do not bind.
 */
export const SCOPED_ROLE = 'syncline_scoped';

/**
 * What `pg_has_role` is asked. Since PostgreSQL 16 who makes a role is a member of it and still may not take it on, before it is granted.
 */
export const TAKES_ON = `case when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end`;

/** Makes the role and grants it to an account, as far as whoever runs this may; more than once, and in several databases at once, too. */
export function makeScopedRole(account: string): string {
  return `do $$
begin
  if not exists (select from pg_roles where rolname = '${SCOPED_ROLE}') then
    create role ${SCOPED_ROLE} nologin;
  end if;
  if not pg_has_role(${account === 'current_user' ? account : `'${account}'`}, '${SCOPED_ROLE}', ${TAKES_ON}) then
    grant ${SCOPED_ROLE} to ${account};
  end if;
exception when duplicate_object or unique_violation or insufficient_privilege then null;
end
$$`;
}
