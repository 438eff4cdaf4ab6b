/**
 * Who made a version of a mapping, and in what words: comments of a text are kept with it. Of versions from before nobody knows.
 * The text is there only where the version was written as one.
 */
export const up = `
alter table mapping_versions
  add column made_by_kind text,
  add column made_by text,
  add column source text,
  add constraint mapping_versions_made_by check ((made_by_kind is null) = (made_by is null));
`;
