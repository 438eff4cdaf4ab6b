import { JiraRefusal } from './refusal.js';
import type { Account, Permission, Project } from './site/index.js';
import { type Act, type JiraState, nowMs } from './state.js';
import type { IssueRecord } from './store/index.js';

/** Whether an account holds a permission in a project; in a hidden project nobody holds any. */
export function may(state: JiraState, account: Account, permission: Permission, project: Project): boolean {
  if ((project.hiddenUntilMs ?? 0) > nowMs(state) || !account.isActive) return false;
  return (account.rights[project.key] ?? account.rights['*'] ?? []).includes(permission);
}

export function canBeAssigned(state: JiraState, account: Account, project: Project): boolean {
  return account.isActive && account.accountType === 'atlassian' && may(state, account, 'ASSIGNABLE_USER', project);
}

/** Ids of the projects whose issues an account may see. */
export function visibleProjectIds(state: JiraState, account: Account): ReadonlySet<string> {
  const visible = state.directory.site.projects.filter((project) => may(state, account, 'BROWSE_PROJECTS', project));
  return new Set(visible.map(({ id }) => id));
}

/** The project of an issue. @throws when it has none: a fault of the simulator */
export function projectOf(state: JiraState, record: IssueRecord): Project {
  const project = state.directory.project(record.projectId);
  if (project === undefined) throw new Error(`${record.key} has no project`);
  return project;
}

/** @throws JiraRefusal 404, as Jira answers for absent and for unseen issues alike */
export function seenIssue({ state, account }: Act, idOrKey: string): IssueRecord {
  const record = state.store.find(idOrKey);
  if (record === undefined || !may(state, account, 'BROWSE_PROJECTS', projectOf(state, record))) {
    throw JiraRefusal.noIssue();
  }
  return record;
}

/** @throws JiraRefusal 403 with Jira's words when the permission is missing */
export function demand({ state, account }: Act, permission: Permission, record: IssueRecord, words: string): void {
  if (!may(state, account, permission, projectOf(state, record))) throw new JiraRefusal(403, [words]);
}
