/**
 * What all processes have agreed about the use of a connection, for the next seconds. It is written several times a second while the
 * connection is busy, and nothing is lost when it is: hence unlogged, with room for new versions of a row beside the old.
 */
export const up = `
create unlogged table connection_limits (
  connection_id uuid primary key references connections (id) on delete cascade,
  -- departures granted and processes seen
  agreed jsonb not null default '{"taken": [], "seenMs": {}}',
  -- the tool wants nothing to leave until then
  paused_until timestamptz,
  -- since when the tool has not answered, what it said last, when it is tried again, and how often that failed
  silent_since timestamptz,
  problem text,
  probe_at timestamptz,
  failed_probes integer not null default 0
) with (fillfactor = 50);
`;
