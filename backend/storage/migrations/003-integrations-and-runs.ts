/** What is configured to run, its runs, and the streams that they read. */
export const up = `
create table integrations (
  id uuid primary key,
  name text not null,
  kind text not null check (kind in ('sync', 'flow', 'collection')),
  enabled boolean not null,
  -- the normal form of mappings/definition.ts for a sync; json and not jsonb, which would lose the order that a person wrote
  definition json not null,
  mapping_version integer not null default 1,
  state text not null check (state in ('active', 'paused')),
  paused_reason text,
  -- null until an onboarding has finished
  onboarded_at timestamptz,
  next_run_at timestamptz,
  archived_at timestamptz,
  created_at timestamptz not null default syncline_now(),
  updated_at timestamptz not null default syncline_now()
);
create unique index integrations_name on integrations (name) where archived_at is null;

create table mapping_versions (
  integration_id uuid not null references integrations on delete cascade,
  version integer not null,
  definition json not null,
  created_at timestamptz not null default syncline_now(),
  primary key (integration_id, version)
);

create table integration_runs (
  id uuid primary key,
  integration_id uuid not null references integrations on delete cascade,
  mode text not null check (mode in ('onboarding', 'incremental', 'manual', 'webhook', 'reconcile', 'replay')),
  state text not null check (state in ('queued', 'running', 'delayed', 'finished', 'failed', 'paused', 'stopped')),
  -- what this run was asked to do beyond its mode: single items, a plan
  request jsonb not null default '{}',
  phase text not null default 'reading' check (phase in ('reading', 'working')),
  counters jsonb not null default '{}',
  -- calls by connection name
  calls jsonb not null default '{}',
  resume_at timestamptz,
  attempts integer not null default 0,
  error jsonb,
  created_at timestamptz not null default syncline_now(),
  started_at timestamptz,
  finished_at timestamptz
);
-- one active run per integration and mode (I19); two schedulers that both find an integration due make one run (F4)
create unique index integration_runs_active on integration_runs (integration_id, mode)
  where state in ('queued', 'running', 'delayed');
create index integration_runs_recent on integration_runs (integration_id, created_at desc);

create table integration_streams (
  id uuid primary key,
  run_id uuid not null references integration_runs on delete cascade,
  side text not null check (side in ('left', 'right')),
  -- a retried page may publish the same stream again: the name makes that one row (F12)
  identifier text not null,
  state text not null check (state in ('pending', 'reading', 'finished')),
  query jsonb not null,
  after jsonb,
  pages integer not null default 0,
  refs bigint not null default 0,
  -- greatest change time read, and the tool's clock when the stream began: the next cursor is the smaller of the two
  high_water timestamptz,
  tool_started_at timestamptz,
  unique (run_id, identifier)
);

-- where the next poll of a side begins, in the tool's clock
create table cursors (
  integration_id uuid not null references integrations on delete cascade,
  side text not null check (side in ('left', 'right')),
  updated_to timestamptz not null,
  primary key (integration_id, side)
);
`;
