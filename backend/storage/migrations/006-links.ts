/** Two items that are the same thing, their bases, and their children. An ended link stays as the tombstone that stops re-creation. */
export const up = `
create table links (
  id uuid primary key,
  integration_id uuid not null references integrations on delete cascade,
  left_id text not null,
  right_id text not null,
  left_key text not null,
  right_key text not null,
  left_url text,
  right_url text,
  rule_index integer not null,
  mapping_version integer not null,
  -- field id -> Base (mappings/outcome.ts)
  bases jsonb not null default '{}',
  -- ids of fields that wait for a person; the reasons are in conflicts
  held text[] not null default '{}',
  -- last failure of the whole item, in the tool's own words
  problem text,
  version integer not null default 1,
  -- end of the hash chain of its history
  history_hash text,
  created_at timestamptz not null default syncline_now(),
  synced_at timestamptz not null default syncline_now(),
  ended_at timestamptz,
  ended_reason text
);
create unique index links_left on links (integration_id, left_id) where ended_at is null;
create unique index links_right on links (integration_id, right_id) where ended_at is null;
create index links_left_tombstones on links (integration_id, left_id) where ended_at is not null;
create index links_right_tombstones on links (integration_id, right_id) where ended_at is not null;
create index links_left_key on links (integration_id, left_key);
create index links_right_key on links (integration_id, right_key);
create index links_held on links (integration_id) where held <> '{}';

create table link_comments (
  link_id uuid not null references links on delete cascade,
  -- the side on which a person wrote it; it never returns there (I17)
  origin text not null check (origin in ('left', 'right')),
  origin_id text not null,
  -- null while the tool has not told the id of what we wrote (a journal entry)
  copy_id text,
  mark text not null,
  created_at timestamptz not null default syncline_now(),
  primary key (link_id, origin, origin_id)
);
create unique index link_comments_mark on link_comments (mark);
`;
