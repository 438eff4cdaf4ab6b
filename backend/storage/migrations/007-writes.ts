/** Intended calls, committed before they are made. */
export const up = `
create table writes (
  id uuid primary key,
  integration_id uuid not null references integrations on delete cascade,
  run_id uuid not null,
  link_id uuid,
  kind text not null check (kind in ('create', 'update', 'comment', 'remove')),
  side text not null check (side in ('left', 'right')),
  state text not null check (state in ('intended', 'unknown', 'done', 'refused', 'superseded')),
  -- the mark for creates, the write's own id else: an intent that is committed twice is one
  idempotency_key text not null unique,
  source_id text,
  source_key text,
  target_id text,
  -- steps, values before and sent, hint for the look-up; schema in writes/write.ts
  body jsonb not null,
  looks integer not null default 0,
  look_at timestamptz,
  error text,
  intended_at timestamptz not null default syncline_now(),
  settled_at timestamptz
);
create index writes_unsettled on writes (integration_id, side) where state in ('intended', 'unknown');
create index writes_unsettled_link on writes (link_id) where state in ('intended', 'unknown');
create index writes_run on writes (run_id);
`;
