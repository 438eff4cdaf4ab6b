/** Whose data it is. On a customer's own server there is one tenant; a server for many has one for each site that installs the app. */
export const up = `
create table tenants (
  id text primary key,
  name text not null,
  created_at timestamptz not null default syncline_now()
);
insert into tenants (id, name) values ('default', 'this server');
`;
