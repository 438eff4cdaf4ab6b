/**
 * When a site was last asked for the app's licence, so that several processes together ask once a day. And whoever sees some integrations
 * only is told by the same licence as all others of the tenant whether they run.
 */
export const up = `
alter table sites add column licence_asked_at timestamptz;
create policy seen on sites for select using (tenant_id = (select syncline_tenant()));
`;
