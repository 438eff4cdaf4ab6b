import type { Caller } from '../../../addon/index.js';
import { licenceFault } from '../../licences/index.js';
import { licenceLink } from './licence-link.js';
import { ProblemError } from './problem.js';

/** Nothing is changed without a licence, where this server wants one. Looking, verifying and exporting always work. */
export function requireLicence(caller: Caller): void {
  const { licence } = caller;
  if (licence.mayChange) return;
  const rest = licence.mayRun
    ? `integrations run until ${licence.graceEndsAt?.toISOString().slice(0, 10)}`
    : 'integrations are paused';
  throw new ProblemError({
    status: 403,
    title: 'No Licence',
    detail: `${licenceFault(licence)}: everything can be looked at, verified and exported, nothing can be changed; ${rest}`,
    more: { link: licenceLink(caller) },
  });
}
