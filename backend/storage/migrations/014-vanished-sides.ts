/**
 * Which item of a link was last found gone: answers and new mappings wait for it, and do not have both sides read again by each poll.
 */
export const up = `
alter table links add column vanished text check (vanished in ('left', 'right'));
`;
