import type { JsonValue } from '../../../../backend/shared/index.js';
import { readChanges, requiredWords, type SentFields } from '../fields/index.js';
import { may } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import type { IssueType, Project } from '../site/index.js';
import { type Act, nowMs } from '../state.js';
import type { IssueRecord } from '../store/index.js';
import { saveIssue } from './save.js';

const CHOSEN_ONCE = new Set(['project', 'issuetype']);

/** What a create is made of: fields, and properties that are there from the first moment. */
export interface IssueDraft extends SentFields {
  readonly properties?: readonly { readonly key: string; readonly value: JsonValue }[] | undefined;
}

/**
 * Makes an issue in its workflow's first status, reported by the caller and of medium priority unless the draft says otherwise.
 * @throws JiraRefusal naming every field that is missing or wrong
 */
export function createIssue(act: Act, draft: IssueDraft): IssueRecord {
  const { state, account } = act;
  const { project, type } = chosen(act, draft);
  const changes = readChanges(act, draft, {
    project,
    before: {},
    isSettable: (field) => field.settable === 'always' || field.settable === 'create',
    ignored: CHOSEN_ONCE,
  });
  demandRequired(act, type, changes);
  const id = state.store.sequences.issue.next();
  const number = state.store.nextNumber(project.id);
  const createdMs = nowMs(state);
  const values = { priority: '3', reporter: account.accountId, ...changes };
  return saveIssue(act, {
    id,
    key: `${project.key}-${number}`,
    projectId: project.id,
    number,
    typeId: type.id,
    statusId: state.directory.workflow(project).initialStatusId,
    values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)),
    rank: `0|i${id.toString(36).padStart(5, '0')}:`,
    creatorId: account.accountId,
    createdMs,
    updatedMs: createdMs,
    categoryChangedMs: createdMs,
    resolvedMs: null,
    comments: [],
    history: [],
    properties: Object.fromEntries((draft.properties ?? []).map(({ key, value }) => [key, value])),
    links: [],
    attachments: [],
    worklogs: [],
  });
}

function chosen({ state, account, isPerson }: Act, { fields = {} }: IssueDraft): { project: Project; type: IssueType } {
  const { directory } = state;
  const asked = fields.project as { readonly id?: string; readonly key?: string } | null | undefined;
  const project = directory.project(String(asked?.id ?? asked?.key ?? ''));
  if (project === undefined || !(isPerson || may(state, account, 'BROWSE_PROJECTS', project))) {
    throw JiraRefusal.ofFields({ project: 'Specify a valid project ID or key' });
  }
  if (!isPerson && !may(state, account, 'CREATE_ISSUES', project)) {
    throw JiraRefusal.ofFields({ project: 'You cannot create issues in this project.' });
  }
  const wanted = fields.issuetype as { readonly id?: string; readonly name?: string } | null | undefined;
  const type = project.issueTypeIds
    .map((id) => directory.issueType(id))
    .find((candidate) => candidate !== undefined && (candidate.id === wanted?.id || candidate.name === wanted?.name));
  if (type === undefined) throw JiraRefusal.ofFields({ issuetype: 'Specify a valid issue type' });
  return { project, type };
}

function demandRequired({ state }: Act, type: IssueType, changes: Readonly<Record<string, JsonValue>>): void {
  const errors: Record<string, string> = {};
  for (const field of state.directory.site.fields) {
    if (field.isRequired && !CHOSEN_ONCE.has(field.id) && (changes[field.id] ?? null) === null) {
      errors[field.id] = requiredWords(field);
    }
  }
  if (type.isSubtask && (changes.parent ?? null) === null) {
    errors.issuetype = 'Issue type is a sub-task but parent issue key or id not specified.';
  }
  if (!type.isSubtask && (changes.parent ?? null) !== null) {
    errors.parent = 'Given parent issue does not belong to appropriate hierarchy.';
  }
  if (Object.keys(errors).length > 0) throw JiraRefusal.ofFields(errors);
}
