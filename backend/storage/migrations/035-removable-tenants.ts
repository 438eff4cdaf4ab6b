/** What refers to a tenant goes with it; the audit log stays append-only for as long as its tenant is there. */
export const up = `
do $$
declare
  reference record;
begin
  for reference in
    select conname as name, conrelid::regclass as of_table, pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'f' and confrelid = 'tenants'::regclass and confdeltype <> 'c'
  loop
    execute format('alter table %s drop constraint %I', reference.of_table, reference.name);
    execute format('alter table %s add constraint %I %s on delete cascade', reference.of_table, reference.name, reference.definition);
  end loop;
end
$$;

create or replace function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select 1 from tenants where id = old.tenant_id) then
    return old;
  end if;
  raise exception 'the audit log is append-only';
end
$$;
`;
