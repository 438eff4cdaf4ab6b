import type { Caller } from '../../../addon/index.js';
import { ProblemError } from './problem.js';

const LICENCES = 'https://marketplace.atlassian.com';

const WORDS: Readonly<Partial<Record<Caller['licence']['state'], string>>> = {
  expired: 'the licence has expired',
  none: 'there is no licence',
  unknown: 'nobody has been able to say for a week whether there is a licence',
};

/** Nothing is changed without a licence, where this server wants one. Looking, verifying and exporting always work. */
export function requireLicence({ licence, site }: Caller): void {
  if (licence.mayChange) return;
  const word = WORDS[licence.state];
  const rest = licence.mayRun
    ? `integrations run until ${licence.graceEndsAt?.toISOString().slice(0, 10)}`
    : 'integrations are paused';
  throw new ProblemError({
    status: 403,
    title: 'No Licence',
    detail: `${word ?? 'the licence does not allow it'}: everything can be looked at, verified and exported, nothing can be changed; ${rest}`,
    more: { link: site === null ? LICENCES : `${site.displayUrl}/plugins/servlet/upm` },
  });
}
