/** What a token lets do goes by role and may end by itself; and who did what is kept. */
export const up = `
alter table tokens drop constraint tokens_scope_check;
-- what was made before opened everything
update tokens set scope = 'administrator' where scope = 'operator';
alter table tokens add constraint tokens_scope_check check (scope in ('administrator', 'operator', 'viewer', 'metrics'));
alter table tokens add column expires_at timestamptz;

-- append-only: a trigger refuses updates and deletes
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default syncline_now(),
  -- how the person came in, and as whom
  actor_kind text not null check (actor_kind in ('token', 'command line')),
  actor text not null,
  action text not null,
  -- what it was done to, by name; null: to everything
  subject text,
  -- never a secret, never content of items
  details jsonb not null
);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end
$$;
create trigger audit_append_only before update or delete on audit for each row execute function refuse_audit_change();
`;
