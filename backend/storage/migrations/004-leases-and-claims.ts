/**
 * A worker holds one lease, kept by its heartbeat; claims belong to workers. A dead worker's claims are free as soon as its
 * lease has run out. The epoch of a claim grows each time it changes hands, and a commit names the epoch it works under,
 * so what a late worker brings is refused.
 */
export const up = `
create table workers (
  id uuid primary key,
  name text not null,
  lease_until timestamptz not null,
  started_at timestamptz not null default syncline_now()
);

create table claims (
  -- run:ID, link:ID, mark:MARK
  key text primary key,
  worker_id uuid not null,
  epoch bigint not null default 1,
  taken_at timestamptz not null default syncline_now()
);
create index claims_worker on claims (worker_id);
`;
