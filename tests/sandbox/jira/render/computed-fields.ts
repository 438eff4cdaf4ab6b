import type { JsonValue } from '../../../../backend/shared/index.js';
import type { IssueRecord } from '../store/index.js';
import { attachmentJson } from './attachment-json.js';
import { commentJson } from './comment-json.js';
import {
  issueTypeJson,
  linkTypeJson,
  priorityJson,
  projectJson,
  statusCategoryJson,
  statusJson,
} from './entity-json.js';
import { userByIdJson } from './user-json.js';
import type { View } from './view.js';
import { worklogJson } from './worklog-json.js';

const WORKLOGS_SHOWN = 20;

/** What the fields show that an issue does not store as a value. */
export const COMPUTED_FIELDS: Readonly<Record<string, (record: IssueRecord, view: View) => JsonValue>> = {
  issuetype: ({ typeId }, view) => orNull(view.directory.issueType(typeId), (type) => issueTypeJson(type, view)),
  project: ({ projectId }, view) => orNull(view.directory.project(projectId), (project) => projectJson(project, view)),
  status: ({ statusId }, view) => orNull(view.directory.status(statusId), (status) => statusJson(status, view)),
  statusCategory: ({ statusId }, view) =>
    orNull(view.directory.status(statusId), ({ category }) => statusCategoryJson(category, view)),
  creator: ({ creatorId }, view) => userByIdJson(creatorId, view),
  created: ({ createdMs }, view) => view.date(createdMs),
  updated: ({ updatedMs }, view) => view.date(updatedMs),
  resolutiondate: ({ resolvedMs }, view) => (resolvedMs === null ? null : view.date(resolvedMs)),
  statuscategorychangedate: ({ categoryChangedMs }, view) => view.date(categoryChangedMs),
  subtasks: ({ id }, view) => view.store.childrenOf(id).map((child) => briefIssueJson(child, view)),
  issuelinks: ({ links }, view) =>
    links.flatMap(({ id, typeId, direction, otherId }) => {
      const type = view.directory.site.linkTypes.find((candidate) => candidate.id === typeId);
      const other = view.store.get(otherId);
      if (type === undefined || other === undefined) return [];
      return {
        id: String(id),
        self: view.self(`issueLink/${id}`),
        type: linkTypeJson(type, view),
        [direction === 'outward' ? 'outwardIssue' : 'inwardIssue']: briefIssueJson(other, view),
      };
    }),
  attachment: ({ attachments }, view) => attachments.map((attachment) => attachmentJson(attachment, view)),
  comment: ({ id, comments }, view) => ({
    comments: comments.map((comment) => commentJson(comment, id, view)),
    self: view.self(`issue/${id}/comment`),
    maxResults: comments.length,
    total: comments.length,
    startAt: 0,
  }),
  worklog: ({ id, worklogs }, view) => ({
    startAt: 0,
    maxResults: WORKLOGS_SHOWN,
    total: worklogs.length,
    worklogs: worklogs.slice(0, WORKLOGS_SHOWN).map((worklog) => worklogJson(worklog, id, view)),
  }),
  fixVersions: () => [],
  versions: () => [],
  votes: ({ key }, view) => ({ self: view.self(`issue/${key}/votes`), votes: 0, hasVoted: false }),
  watches: ({ key }, view) => ({ self: view.self(`issue/${key}/watchers`), watchCount: 1, isWatching: false }),
  customfield_10019: ({ rank }) => rank,
};

/** An issue inside another one: a link's other end, a sub-task. */
function briefIssueJson(record: IssueRecord, view: View): JsonValue {
  const status = view.directory.status(record.statusId);
  const type = view.directory.issueType(record.typeId);
  const priority = view.directory.site.priorities.find(({ id }) => id === record.values.priority);
  return {
    id: String(record.id),
    key: record.key,
    self: view.self(`issue/${record.id}`),
    fields: {
      summary: record.values.summary ?? '',
      status: orNull(status, (found) => statusJson(found, view)),
      priority: orNull(priority, (found) => priorityJson(found, view)),
      issuetype: orNull(type, (found) => issueTypeJson(found, view)),
    },
  };
}

function orNull<T>(thing: T | undefined, render: (thing: T) => JsonValue): JsonValue {
  return thing === undefined ? null : render(thing);
}
