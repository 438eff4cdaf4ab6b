/** What an administrator should know before it becomes trouble, as far as it has to be remembered; what dates say is worked out when asked. */
export const up = `
create table warnings (
  -- null: the installation as a whole
  connection_id uuid references connections (id) on delete cascade,
  kind text not null,
  -- the host that it is about, where there may be several
  place text not null default '',
  message text not null,
  fix text not null,
  since timestamptz not null default syncline_now(),
  -- not shown any more from then on, unless it is found again
  until timestamptz not null
);
create unique index warnings_subject on warnings (coalesce(connection_id::text, ''), kind, place);
`;
