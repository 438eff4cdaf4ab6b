/** Installations of the Forge app, tokens for calls as the app, and what a Jira says has happened. */
export const up = `
create table forge_installations (
  site_id uuid primary key references sites (id) on delete cascade,
  -- another one each time that the app is installed
  installation_id text not null,
  environment text not null,
  app_version text not null,
  -- when the hourly trigger last called
  alive_at timestamptz,
  -- when Jira said that the app goes; an event may still come after it
  uninstalled_at timestamptz
);

create table site_app_tokens (
  site_id uuid primary key references sites (id) on delete cascade,
  -- sealed by secrets/
  token text not null,
  ends_at timestamptz not null
);

-- kept before they are answered, until a look at the project is sure to come
create table site_events (
  id bigint generated always as identity primary key,
  site_id uuid not null references sites (id) on delete cascade,
  -- the same each time that this event is delivered
  delivery text not null,
  kind text not null,
  -- key of the Jira project that it is about
  project text not null,
  received_at timestamptz not null default syncline_now(),
  -- since when nothing is to be done for it any more; kept a while, to know a repeat
  done_at timestamptz,
  unique (site_id, delivery)
);
create index site_events_open on site_events (id) where done_at is null;
create index site_events_done on site_events (done_at) where done_at is not null;

${['forge_installations', 'site_app_tokens', 'site_events']
  .map(
    (table) => `alter table ${table} enable row level security;
create policy own on ${table} using (exists (select 1 from sites parent where parent.id = ${table}.site_id));`,
  )
  .join('\n')}
`;
