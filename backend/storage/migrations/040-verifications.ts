/** Looks at everything that were asked for in a page, what they came to, and what they found. */
export const up = `
create table verifications (
  id uuid primary key,
  integration_id uuid not null references integrations (id) on delete cascade,
  state text not null check (state in ('queued', 'running', 'finished', 'failed', 'stopped', 'interrupted')),
  -- whoever asked for it
  wanted_by text not null,
  -- living links when it began
  total bigint,
  counts jsonb not null,
  -- of them those that are kept
  findings integer not null default 0,
  faults jsonb not null default '[]',
  error text,
  created_at timestamptz not null default syncline_now(),
  started_at timestamptz,
  finished_at timestamptz,
  -- the run that was asked to mend what it found
  mended_by uuid references integration_runs (id) on delete set null
);
create unique index verifications_active on verifications (integration_id) where state in ('queued', 'running');
create index verifications_recent on verifications (integration_id, created_at desc);

create table verification_findings (
  verification_id uuid not null references verifications (id) on delete cascade,
  position integer not null,
  kind text not null check (kind in ('differs', 'held', 'waiting', 'gone', 'missing', 'comment-missing')),
  side text check (side in ('left', 'right')),
  field text,
  left_key text,
  right_key text,
  message text not null,
  link_id uuid references links (id) on delete set null,
  -- of what has no partner
  item_id text,
  primary key (verification_id, position)
);
create index verification_findings_link on verification_findings (link_id) where link_id is not null;

alter table verifications enable row level security;
create policy own on verifications using (exists (select 1 from integrations parent where parent.id = integration_id));
alter table verification_findings enable row level security;
create policy own on verification_findings using (exists (select 1 from verifications parent where parent.id = verification_id));
`;
