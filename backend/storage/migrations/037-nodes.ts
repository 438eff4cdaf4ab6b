/** On which machine a worker is, and of which version: what an administrator of several asks first. Null: of a version that did not say. */
export const up = `alter table workers add column host text, add column version text;`;
