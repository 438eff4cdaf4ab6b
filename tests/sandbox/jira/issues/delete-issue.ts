import { JiraRefusal } from '../refusal.js';
import type { Act } from '../state.js';
import type { IssueRecord } from '../store/index.js';
import { removeLink } from './link-issues.js';
import { removeIssue } from './save.js';

/**
 * Removes an issue without a trace, and its links.
 * @throws JiraRefusal when it has sub-tasks that are not to go with it
 */
export function deleteIssue(act: Act, record: IssueRecord, withSubtasks: boolean): void {
  const children = act.state.store.childrenOf(record.id);
  if (children.length > 0 && !withSubtasks) {
    throw new JiraRefusal(400, [
      `The issue '${record.key}' has subtasks.  You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
    ]);
  }
  for (const gone of [...children, record]) {
    for (const link of gone.links) removeLink(act, act.state.store.get(gone.id) ?? gone, link);
    removeIssue(act, gone.id);
  }
}
