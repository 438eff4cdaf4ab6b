/** What each poll looks for, and hardly ever finds: links of an older version of the mapping, and answers that nobody has acted on. */
export const up = `
create index links_by_mapping on links (integration_id, mapping_version) where ended_at is null and vanished is null;
create index conflicts_answered on conflicts (integration_id) where state = 'answered';
`;
