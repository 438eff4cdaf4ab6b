import type { Caller } from '../../../addon/index.js';

const MARKETPLACE = 'https://marketplace.atlassian.com';

/** Where a person gets a licence: among the apps of his Jira, where he comes from one. */
export function licenceLink({ site }: Pick<Caller, 'site'>): string {
  return site === null ? MARKETPLACE : `${site.displayUrl}/plugins/servlet/upm`;
}
