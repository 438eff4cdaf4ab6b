/** What programs and people without a sign-in show at the HTTP side. Of the token itself only a hash is kept. */
export const up = `
create table tokens (
  -- first half of the token: where to look, and no secret
  id text primary key,
  name text not null,
  scope text not null check (scope in ('operator', 'metrics')),
  -- SHA-256 of the second half, base64url
  hash text not null,
  created_at timestamptz not null default syncline_now(),
  revoked_at timestamptz
);
create unique index tokens_name on tokens (name) where revoked_at is null;
`;
