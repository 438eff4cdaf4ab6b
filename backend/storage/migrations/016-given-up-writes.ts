/** Updates that were given up and may land all the same are looked for with each change of their link. */
export const up = `
create index writes_given_up on writes (link_id) where state = 'superseded' and kind = 'update';
`;
