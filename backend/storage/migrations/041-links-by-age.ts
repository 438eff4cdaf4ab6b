/** The youngest links of an integration first, for lists of any length. What it is made of never changes, so no update of a link pays for it. */
export const up = `create index links_by_age on links (integration_id, created_at desc, id desc);`;
