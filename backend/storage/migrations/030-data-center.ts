/** Jira Data Center: the incoming link by which each lets people sign in here, and those who are on their way through it. */
export const up = `
create table data_center_links (
  site_id uuid primary key references sites (id) on delete cascade,
  client_id text not null,
  -- sealed
  client_secret text not null,
  -- what people are asked to allow
  scope text not null check (scope in ('READ', 'WRITE', 'ADMIN', 'SYSTEM_ADMIN'))
);

create table data_center_sign_ins (
  -- SHA-256 of the state that goes to Jira and comes back, base64url
  state_hash text primary key,
  site_id uuid not null references sites (id) on delete cascade,
  -- SHA-256 of a secret that only the page holds which began it (RFC 7636)
  challenge text not null,
  ends_at timestamptz not null
);
create index data_center_sign_ins_ended on data_center_sign_ins (ends_at);

-- what is not seen of the sites is not seen here
alter table data_center_links enable row level security;
create policy own on data_center_links using (exists (select 1 from sites parent where parent.id = site_id));
alter table data_center_sign_ins enable row level security;
create policy own on data_center_sign_ins using (exists (select 1 from sites parent where parent.id = site_id));
`;
