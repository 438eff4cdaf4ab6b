/** connection_limits is unlogged, so a crash of the database forgets it; what a tool has asked for minutes or hours must outlive that. */
export const up = `
-- nothing leaves until then, because the tool asks for it; only pauses that are longer than a restart of the database
alter table connections add column limited_until timestamptz;
`;
