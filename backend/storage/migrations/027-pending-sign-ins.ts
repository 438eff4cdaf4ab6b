/** Sign-ins that have gone to a provider and not come back yet. Of what must be secret until then, the browser that began keeps it all. */
export const up = `
create table pending_sign_ins (
  -- first half of what the browser keeps, and no secret
  id text primary key,
  kind text not null check (kind in ('oidc', 'data center')),
  -- where the person goes on: a word, never an address
  return_to text not null check (return_to in ('pages', 'issue panel')),
  -- the Jira that is asked
  site_id uuid references sites (id) on delete cascade,
  -- SHA-256 of the second half, base64url
  hash text not null,
  ends_at timestamptz not null
);
create index pending_sign_ins_ended on pending_sign_ins (ends_at);
create index pending_sign_ins_site on pending_sign_ins (site_id) where site_id is not null;
`;
