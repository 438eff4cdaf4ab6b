/** Set-ups that are not finished: what a person has chosen so far, so that going back or away loses nothing. No secret is in them. */
export const up = `
create table setups (
  id uuid primary key,
  -- what the person has chosen; its shape is the program's
  chosen jsonb not null,
  -- what was proposed for it last
  proposal jsonb,
  -- the integration that it was applied as
  integration text,
  version integer not null default 1,
  created_at timestamptz not null default syncline_now(),
  updated_at timestamptz not null default syncline_now(),
  tenant_id text not null default syncline_tenant() references tenants (id) on delete cascade
);

alter table setups enable row level security;
create policy own on setups using (tenant_id = (select syncline_tenant()) and (select syncline_integrations()) is null);
`;
