/** The Jira sites in which the app is installed, and the codes by which an administrator of this server says that one is his. */
export const up = `
create table sites (
  id uuid primary key,
  tenant_id text not null references tenants (id),
  host text not null check (host in ('connect', 'forge', 'data center')),
  -- how the host names the site: client key, cloud id, server id
  key text not null,
  -- for calls
  base_url text not null,
  -- for people; a custom domain may differ from the other
  display_url text not null,
  state text not null check (state in ('unpaired', 'active', 'disabled', 'uninstalled')),
  -- what the host last said of the app's licence; null: nothing yet
  licence jsonb,
  -- since when its people see the tenant's data; an uninstall does not undo it
  paired_at timestamptz,
  installed_at timestamptz not null default syncline_now(),
  changed_at timestamptz not null default syncline_now(),
  -- when what an uninstalled site has left here is removed
  purge_at timestamptz,
  unique (host, key)
);
create index sites_tenant on sites (tenant_id);
create index sites_purged on sites (purge_at) where purge_at is not null;

create table pairing_codes (
  -- of the code itself only this is kept
  hash text primary key,
  tenant_id text not null references tenants (id),
  made_at timestamptz not null default syncline_now(),
  ends_at timestamptz not null,
  used_at timestamptz,
  -- the site that used it
  site_id uuid references sites (id) on delete cascade
);

-- A code is short enough to be typed, so guessing is slowed down: wrong ones of a site in a row.
create table pairing_attempts (
  site_id uuid primary key references sites (id) on delete cascade,
  wrong integer not null,
  last_at timestamptz not null default syncline_now()
);

alter table audit drop constraint audit_actor_kind_check;
alter table audit add constraint audit_actor_kind_check check (actor_kind in ('token', 'command line', 'jira', 'account'));
`;
