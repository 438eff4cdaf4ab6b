/** How much was done in each stretch of time, and how long changes were under way. */
export const up = `
create table figures (
  integration_id uuid not null references integrations (id) on delete cascade,
  -- of the stretch: five minutes, of older ones an hour, then a day
  began_at timestamptz not null,
  figure text not null check (figure in ('created', 'updated', 'held', 'failed', 'reads', 'writes', 'delay')),
  -- of calls the connection; of delays the step of the scale in backend/figures/delay-scale.ts
  subject text not null default '',
  count bigint not null,
  primary key (integration_id, began_at, figure, subject)
) with (fillfactor = 70);
create index figures_began on figures (began_at);

alter table figures enable row level security;
create policy own on figures using (exists (select 1 from integrations parent where parent.id = integration_id));
`;
