/**
 * The database's clock is the only one that decides due times and leases (two machines never agree on the hour).
 * It is asked through this function so that a test can let time stand still or jump for one transaction.
 */
export const up = `
create function syncline_now() returns timestamptz language sql stable as $$
  select coalesce(nullif(current_setting('syncline.now', true), '')::timestamptz, statement_timestamp())
$$;

create table installation (
  -- there is one installation per database
  singleton boolean primary key default true check (singleton),
  id uuid not null,
  -- where this database was last used (home folder, database identity): a copy elsewhere differs and starts paused
  fingerprint text not null,
  paused_reason text,
  created_at timestamptz not null default syncline_now()
);
`;
