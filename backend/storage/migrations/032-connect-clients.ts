/** What atlassian-connect-express keeps of each install, here in a table of our own, and the install tokens that were taken already. */
export const up = `
create table connect_clients (
  site_id uuid primary key references sites (id) on delete cascade,
  client_key text not null unique,
  -- sealed; it signs and proves every call between the site and this server
  shared_secret text not null,
  -- the rest of what the site said of itself
  details jsonb not null,
  installed_at timestamptz not null default syncline_now()
);

alter table connect_clients enable row level security;
create policy own on connect_clients using (exists (select 1 from sites parent where parent.id = site_id));

-- A token of an install says nothing of the body that it comes with, so it is good for one.
create table used_tokens (
  hash text primary key,
  ends_at timestamptz not null
);
`;
