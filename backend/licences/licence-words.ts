import type { Licence, LicenceState } from './licence.js';

const WORDS: Readonly<Partial<Record<LicenceState, string>>> = {
  expired: 'the licence has expired',
  none: 'there is no licence',
  unknown: 'nobody has been able to say for a week whether there is a licence',
};

/** What is wrong with a licence that does not allow everything, as a part of a sentence. */
export function licenceFault({ state }: Licence): string {
  return WORDS[state] ?? 'the licence does not allow it';
}

/** How the reason of each pause begins that a missing licence has caused. Those alone are lifted by themselves when it is back. */
export const PAUSED_FOR_LICENCE = 'no licence: ';

/** Why an integration is paused that may not run. */
export function licencePause(licence: Licence): string {
  const ended = licence.graceEndsAt?.toISOString().slice(0, 10);
  return `${PAUSED_FOR_LICENCE}${licenceFault(licence)}${ended === undefined ? '' : `, and the grace for that has ended on ${ended}`}`;
}

/** How what is paused for that reason comes to run again, for people. */
export function wayToResume(name: string, reason: string | null): string {
  if (reason?.startsWith(PAUSED_FOR_LICENCE) === true) return 'it runs again by itself when there is a licence';
  return `let it run again: syncline resume ${name}`;
}
