import type { JsonValue } from '../../../../backend/shared/index.js';
import type { WorklogRecord } from '../store/index.js';
import { userByIdJson } from './user-json.js';
import type { View } from './view.js';

export function worklogJson(worklog: WorklogRecord, issueId: number, view: View): { [key: string]: JsonValue } {
  return {
    self: view.self(`issue/${issueId}/worklog/${worklog.id}`),
    author: userByIdJson(worklog.authorId, view),
    updateAuthor: userByIdJson(worklog.authorId, view),
    ...(worklog.comment === null ? {} : { comment: worklog.comment }),
    created: view.date(worklog.createdMs),
    updated: view.date(worklog.updatedMs),
    started: view.date(worklog.startedMs),
    timeSpent: duration(worklog.timeSpentSeconds),
    timeSpentSeconds: worklog.timeSpentSeconds,
    id: String(worklog.id),
    issueId: String(issueId),
  };
}

/** `1d 2h 5m`, with days of eight hours. */
function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const parts = [
    [Math.floor(minutes / 480), 'd'],
    [Math.floor((minutes % 480) / 60), 'h'],
    [minutes % 60, 'm'],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`);
  return shown.length === 0 ? '0m' : shown.join(' ');
}
