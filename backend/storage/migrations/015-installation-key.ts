/** The key of marks, sealed, from the first rotation of the secret key on; before it, it follows from the secret key. */
export const up = `
alter table installation add column installation_key text;
`;
