/** People who sign in at this server itself are kept apart by tenant too. Attempts are counted by the server alone, before it knows whose. */
export const up = `
alter table accounts enable row level security;
create policy own on accounts using (tenant_id = (select syncline_tenant()) and (select syncline_integrations()) is null);
alter table setup_links enable row level security;
create policy own on setup_links using (tenant_id = (select syncline_tenant()) and (select syncline_integrations()) is null);
-- also whoever sees some integrations only may end his own
alter table sessions enable row level security;
create policy own on sessions using (tenant_id = (select syncline_tenant()));
`;
