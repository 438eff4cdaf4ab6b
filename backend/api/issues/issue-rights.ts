import type { Caller, IssueRights } from '../../../addon/index.js';
import type { PanelDeed } from '../../mappings/index.js';
import { mayDo } from '../../tokens/index.js';
import { ProblemError } from '../http/index.js';

/** What a caller may do with one issue: there, and here. */
export interface RightsOnIssue extends IssueRights {
  readonly isOperator: boolean;
}

/**
 * Asks Jira what the person may do with the issue.
 * @throws ProblemError 404 where he may not see it: whether there is one, he is not told.
 */
export async function requireBrowse({ rights }: Caller, issueId: string, signal: AbortSignal): Promise<RightsOnIssue> {
  const onIssue = await rights.onIssue(issueId, signal);
  if (!onIssue.browse) throw notThere(issueId);
  return { ...onIssue, isOperator: rights.role !== null && mayDo(rights.role, 'operator') };
}

/** An operator may do all of it; others what is granted to people who may edit the issue. */
export function mayDoInPanel(
  { edit, isOperator }: RightsOnIssue,
  granted: readonly PanelDeed[],
  deed: PanelDeed,
): boolean {
  return isOperator || (edit && granted.includes(deed));
}

/** @throws ProblemError 403 saying what is missing. */
export function requireDeed(rights: RightsOnIssue, granted: readonly PanelDeed[], deed: PanelDeed): void {
  if (mayDoInPanel(rights, granted, deed)) return;
  const detail = rights.edit
    ? `an administrator has not granted this: the integration's panel does not name ${deed}`
    : 'only who may edit the issue may do this';
  throw new ProblemError({ status: 403, title: 'Forbidden', detail });
}

/** The same words for what is not there and for what the person may not see. */
export function notThere(issueId: string): ProblemError {
  return new ProblemError({ status: 404, title: 'Not Found', detail: `there is no issue ${issueId}` });
}
