/** One tool's address and credentials. A connection that was removed from the file is archived with everything that refers to it. */
export const up = `
create table connections (
  id uuid primary key,
  name text not null,
  connector text not null,
  -- address, limits, options, public half of the sign-in; schema in connections/connection.ts
  settings jsonb not null,
  -- sealed by secrets/, null for a sign-in without secrets
  credentials text,
  state text not null check (state in ('active', 'paused')),
  paused_reason text,
  -- who answered last: the site behind the address must stay the same one until rebind
  site_id text,
  identity jsonb,
  identified_at timestamptz,
  archived_at timestamptz,
  created_at timestamptz not null default syncline_now(),
  updated_at timestamptz not null default syncline_now()
);
create unique index connections_name on connections (name) where archived_at is null;

-- what can be mapped in a container, as last described by its tool
create table container_schemas (
  connection_id uuid not null references connections on delete cascade,
  container text not null,
  body jsonb not null,
  described_at timestamptz not null default syncline_now(),
  primary key (connection_id, container)
);
`;
