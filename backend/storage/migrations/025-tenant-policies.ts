/** Where the rows are that say whose they are. Unique names are unique for each tenant. */
const ROOTS = ['connections', 'integrations', 'tokens', 'audit', 'outgoing_hosts'];

/** Tables whose rows belong to an integration. */
const OF_AN_INTEGRATION = [
  'changes',
  'conflicts',
  'cursors',
  'history',
  'integration_runs',
  'ledger',
  'links',
  'mapping_versions',
  'plans',
  'writes',
];

/** Tables whose rows belong to a row of another one: what is not seen there is not seen here. */
const OF_ANOTHER: readonly (readonly [table: string, column: string, parent: string])[] = [
  ...OF_AN_INTEGRATION.map((table) => [table, 'integration_id', 'integrations'] as const),
  ['integration_streams', 'run_id', 'integration_runs'],
  ['listed_items', 'run_id', 'integration_runs'],
  ['link_comments', 'link_id', 'links'],
  ['connection_limits', 'connection_id', 'connections'],
  ['container_schemas', 'connection_id', 'connections'],
  ['pairing_attempts', 'site_id', 'sites'],
];

const OWN_TENANT = 'tenant_id = (select syncline_tenant())';
const WHOLE_TENANT = '(select syncline_integrations()) is null';

/**
 * Keeps what one tenant has apart from what others have, by row-level security. It binds the role `syncline_scoped`, which requests take
 * on, and not the owner of the tables, as whom the workers work: their statements are planned as if there were no policies.
 */
export const up = `
-- whose rows are seen; set for each transaction of a request
create function syncline_tenant() returns text language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('syncline.tenant', true), ''), 'default')
$$;

-- the only integrations that are seen; null: all of the tenant's
create function syncline_integrations() returns uuid[] language sql stable parallel safe as $$
  select nullif(current_setting('syncline.integrations', true), '')::uuid[]
$$;

${ROOTS.map(
  (table) => `alter table ${table} add column tenant_id text not null default syncline_tenant() references tenants (id);
alter table ${table} enable row level security;`,
).join('\n')}

drop index connections_name;
create unique index connections_name on connections (tenant_id, name) where archived_at is null;
drop index integrations_name;
create unique index integrations_name on integrations (tenant_id, name) where archived_at is null;
drop index tokens_name;
create unique index tokens_name on tokens (tenant_id, name) where revoked_at is null;
alter table outgoing_hosts drop constraint outgoing_hosts_pkey, drop constraint outgoing_hosts_host_key;
alter table outgoing_hosts add primary key (tenant_id, position), add unique (tenant_id, host);

create policy own on integrations using (
  ${OWN_TENANT}
  and (${WHOLE_TENANT} or id = any ((select syncline_integrations())::uuid[])));

-- who sees some integrations only sees the connections that they use, and changes none
create policy seen on connections for select using (
  ${OWN_TENANT}
  and (${WHOLE_TENANT} or exists (
    select 1 from integrations i
     where connections.name in (i.definition->'left'->>'connection', i.definition->'right'->>'connection'))));
create policy made on connections for insert with check (${OWN_TENANT} and ${WHOLE_TENANT});
create policy changed on connections for update using (${OWN_TENANT} and ${WHOLE_TENANT});
create policy removed on connections for delete using (${OWN_TENANT} and ${WHOLE_TENANT});

create policy own on tokens using (${OWN_TENANT} and ${WHOLE_TENANT});
create policy own on outgoing_hosts using (${OWN_TENANT} and ${WHOLE_TENANT});
alter table sites enable row level security;
create policy own on sites using (${OWN_TENANT} and ${WHOLE_TENANT});
alter table pairing_codes enable row level security;
create policy own on pairing_codes using (${OWN_TENANT} and ${WHOLE_TENANT});

-- what anybody does is kept, also where he may not read it
create policy seen on audit for select using (${OWN_TENANT} and ${WHOLE_TENANT});
create policy made on audit for insert with check (${OWN_TENANT});

-- why everything is paused, everybody may know; that it is at home here, its operator says
alter table installation enable row level security;
create policy seen on installation for select using (true);
create policy adopted on installation for update using ((select syncline_tenant()) = 'default' and ${WHOLE_TENANT});

alter table tenants enable row level security;
create policy own on tenants for select using (id = (select syncline_tenant()));

${OF_ANOTHER.map(
  ([table, column, parent]) => `alter table ${table} enable row level security;
create policy own on ${table} using (exists (select 1 from ${parent} parent where parent.id = ${table}.${column}));`,
).join('\n')}

-- those of no connection are about the server itself, whose operator is the first tenant
alter table warnings enable row level security;
create policy own on warnings using (
  exists (select 1 from connections parent where parent.id = connection_id)
  or connection_id is null and (select syncline_tenant()) = 'default' and ${WHOLE_TENANT});
`;
