import type { JsonValue } from '../../../../backend/shared/index.js';
import type { Act } from '../state.js';
import type { IssueRecord, WorklogRecord } from '../store/index.js';
import { nextUpdatedMs, saveIssue } from './save.js';

export interface WorklogDraft {
  readonly startedMs: number;
  readonly timeSpentSeconds: number;
  readonly comment: JsonValue;
  readonly properties: Readonly<Record<string, JsonValue>>;
}

export function addWorklog(act: Act, record: IssueRecord, draft: WorklogDraft): WorklogRecord {
  const createdMs = nextUpdatedMs(act, record);
  const id = act.state.store.sequences.worklog.next();
  const worklog = { ...draft, id, authorId: act.account.accountId, createdMs, updatedMs: createdMs };
  saveIssue(act, { ...record, updatedMs: createdMs, worklogs: [...record.worklogs, worklog] });
  return worklog;
}

/** Replaces what the draft names. */
export function editWorklog(
  act: Act,
  record: IssueRecord,
  worklog: WorklogRecord,
  draft: Partial<WorklogDraft>,
): WorklogRecord {
  const edited = { ...worklog, ...draft, updatedMs: nextUpdatedMs(act, record) };
  const worklogs = record.worklogs.map((other) => (other.id === worklog.id ? edited : other));
  saveIssue(act, { ...record, updatedMs: edited.updatedMs, worklogs });
  return edited;
}

export function removeWorklog(act: Act, record: IssueRecord, { id }: WorklogRecord): void {
  const worklogs = record.worklogs.filter((other) => other.id !== id);
  saveIssue(act, { ...record, updatedMs: nextUpdatedMs(act, record), worklogs });
}
