/** What was found and not yet dealt with, and what was seen already. */
export const up = `
create table changes (
  id bigint generated always as identity primary key,
  integration_id uuid not null references integrations on delete cascade,
  -- the mode of the runs that deal with it
  lane text not null,
  side text not null check (side in ('left', 'right')),
  item_id text not null,
  item_key text not null,
  kind text not null check (kind in ('seen', 'vanished')),
  version_token text,
  version_at timestamptz,
  -- how it was found: a filtered page has answered already whether the filter holds
  filtered boolean not null,
  due_at timestamptz not null default syncline_now(),
  attempts integer not null default 0,
  -- the last failure, in the tool's own words
  problem text,
  found_at timestamptz not null default syncline_now(),
  -- an item found twice is one change, at its newest version
  unique (integration_id, side, item_id)
);
create index changes_due on changes (integration_id, lane, due_at, id);

create table ledger (
  integration_id uuid not null references integrations on delete cascade,
  side text not null check (side in ('left', 'right')),
  item_id text not null,
  version_token text not null,
  version_at timestamptz not null,
  hash text,
  -- recorded while its second could still hold another edit: not a proof of having seen everything (I3)
  open boolean not null default false,
  primary key (integration_id, side, item_id)
) with (fillfactor = 80);
`;
