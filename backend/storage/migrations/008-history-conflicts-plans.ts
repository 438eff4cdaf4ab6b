/** What people look at: what happened, what waits for them, and what would happen. */
export const up = `
-- append-only: a trigger refuses updates; lines go only with their integration
create table history (
  id bigint generated always as identity primary key,
  integration_id uuid not null references integrations on delete cascade,
  link_id uuid not null,
  run_id uuid,
  write_id uuid,
  kind text not null,
  side text check (side in ('left', 'right')),
  field text,
  before jsonb,
  after jsonb,
  message text,
  -- who asked for it: the rule of the mapping, or a person
  cause text not null,
  at timestamptz not null default syncline_now(),
  -- chain per link: each line proves the ones before it
  hash text not null
);
create index history_link on history (link_id, id);
create index history_run on history (run_id);

create function refuse_history_update() returns trigger language plpgsql as $$
begin
  raise exception 'history is append-only';
end
$$;
create trigger history_append_only before update on history for each row execute function refuse_history_update();

create table conflicts (
  id bigint generated always as identity primary key,
  integration_id uuid not null references integrations on delete cascade,
  link_id uuid not null references links on delete cascade,
  field text not null,
  reason text not null,
  message text not null,
  base jsonb,
  left_value jsonb,
  right_value jsonb,
  -- grows when a side moves; an answer names the version it was given to
  version integer not null default 1,
  state text not null check (state in ('open', 'answered', 'closed')),
  answer jsonb,
  opened_at timestamptz not null default syncline_now(),
  changed_at timestamptz not null default syncline_now(),
  closed_at timestamptz
);
create unique index conflicts_open on conflicts (link_id, field) where state <> 'closed';
create index conflicts_inbox on conflicts (integration_id, id) where state <> 'closed';

create table plans (
  id uuid primary key,
  integration_id uuid not null references integrations on delete cascade,
  mode text not null,
  mapping_version integer not null,
  hash text not null,
  body jsonb not null,
  created_at timestamptz not null default syncline_now(),
  applied_at timestamptz
);
`;
