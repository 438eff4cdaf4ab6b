/** People who open the server directly: who they are, that they are in, and what slows down whoever guesses. */
export const up = `
create table accounts (
  id uuid primary key default gen_random_uuid(),
  tenant_id text not null references tenants (id),
  name text not null,
  role text not null check (role in ('viewer', 'operator', 'administrator')),
  -- argon2id in PHC form; null until the person has chosen a password
  password_hash text,
  created_at timestamptz not null default syncline_now(),
  disabled_at timestamptz
);
-- people sign in by name alone, and do not look at capitals
create unique index accounts_name on accounts (lower(name));

-- by which a person chooses a password, once
create table setup_links (
  -- first half of the link's secret: where to look, and no secret
  id text primary key,
  tenant_id text not null references tenants (id),
  -- null: makes the first administrator
  account_id uuid references accounts (id) on delete cascade,
  -- SHA-256 of the second half, base64url
  hash text not null,
  ends_at timestamptz not null
);
-- one at a time, also when several servers start at once
create unique index setup_links_account on setup_links (account_id) where account_id is not null;
create unique index setup_links_first on setup_links (tenant_id) where account_id is null;

create table sessions (
  -- first half of the session's token
  id text primary key,
  tenant_id text not null references tenants (id),
  kind text not null check (kind in ('account', 'oidc', 'data center')),
  -- the same person each time: the account's id, or issuer and subject of a sign-in provider, or the key of a Jira user
  subject text not null,
  -- for people and the audit log
  name text not null,
  role text not null check (role in ('viewer', 'operator', 'administrator')),
  -- the Jira that has signed the person in
  site_id uuid references sites (id) on delete cascade,
  -- what is needed to ask that Jira as the person, sealed
  sealed text,
  -- SHA-256 of the second half of the token, base64url
  hash text not null,
  created_at timestamptz not null default syncline_now(),
  -- moved on by use, up to ends_at
  idle_ends_at timestamptz not null,
  ends_at timestamptz not null
);
create index sessions_person on sessions (kind, subject);
create index sessions_ended on sessions (idle_ends_at);
create index sessions_site on sessions (site_id) where site_id is not null;

-- how often something was tried lately, by account and by address
create table attempts (
  -- SHA-256 of what is counted: what people type for a name is sometimes their password
  key text primary key,
  count integer not null,
  ends_at timestamptz not null
);
create index attempts_ended on attempts (ends_at);

alter table audit drop constraint audit_actor_kind_check;
alter table audit add constraint audit_actor_kind_check
  check (actor_kind in ('token', 'command line', 'jira', 'account', 'oidc', 'address'));
`;
