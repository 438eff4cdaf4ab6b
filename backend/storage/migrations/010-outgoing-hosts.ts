/** Hosts beside those of the connections that may be called; `outgoing` in the file, in its order. */
export const up = `
create table outgoing_hosts (
  position integer primary key,
  host text not null unique
);
`;
