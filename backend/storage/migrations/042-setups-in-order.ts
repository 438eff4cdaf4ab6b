/** Of values that become the same the first listed is what comes back, and jsonb sorts what it keeps. */
export const up = `
alter table setups
  alter column chosen type json using chosen::json,
  alter column proposal type json using proposal::json;
`;
