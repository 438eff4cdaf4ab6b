/** A poll takes over what it finds anew of an onboarding's work; the onboarding is not done for all that until it is dealt with. */
export const up = `
-- the lane of the run that is not done before this is dealt with, whoever does that; null: no run in particular
alter table changes add column wanted_by text;
`;
