/** The incoming link by which a Jira Data Center lets its people sign in here. */
export const up = `
create table data_center_links (
  site_id uuid primary key references sites (id) on delete cascade,
  client_id text not null,
  -- sealed
  client_secret text not null,
  -- what people are asked to allow
  scope text not null check (scope in ('READ', 'WRITE', 'ADMIN', 'SYSTEM_ADMIN'))
);

-- what is not seen of the sites is not seen here
alter table data_center_links enable row level security;
create policy own on data_center_links using (exists (select 1 from sites parent where parent.id = site_id));
`;
