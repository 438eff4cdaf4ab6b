import type { JsonValue } from '../../../../backend/shared/index.js';
import { commentJson, fieldJson, historyJson, View } from '../render/index.js';
import { ANONYMOUS } from '../sign-in.js';
import type { JiraState } from '../state.js';
import type { IssueRecord } from '../store/index.js';

/** Everything about an issue, for checkers: values in the API's form, dates in UTC, nothing hidden. */
export interface IssueState {
  readonly id: string;
  readonly key: string;
  readonly project: string;
  readonly type: string;
  readonly status: string;
  readonly created: Date;
  readonly updated: Date;
  /** Account id of who made it. */
  readonly creator: string;
  readonly fields: { readonly [fieldId: string]: JsonValue };
  readonly comments: readonly { readonly [key: string]: JsonValue }[];
  readonly properties: { readonly [key: string]: JsonValue };
  readonly history: readonly { readonly [key: string]: JsonValue }[];
}

export function issueState(state: JiraState, record: IssueRecord): IssueState {
  const { directory, store } = state;
  const view = new View({
    directory,
    store,
    base: directory.site.baseUrl,
    viewer: ANONYMOUS,
    profileTimeZone: 'Etc/UTC',
  });
  const fields = directory.site.fields.filter(({ isDeleted }) => !isDeleted);
  return {
    id: String(record.id),
    key: record.key,
    project: directory.project(record.projectId)?.key ?? '',
    type: directory.issueType(record.typeId)?.name ?? '',
    status: directory.status(record.statusId)?.name ?? '',
    created: new Date(record.createdMs),
    updated: new Date(record.updatedMs),
    creator: record.creatorId,
    fields: Object.fromEntries(fields.map((field) => [field.id, fieldJson(record, field, view)])),
    comments: record.comments.map((comment) => commentJson(comment, record.id, view, true)),
    properties: record.properties,
    history: record.history.map((entry) => historyJson(entry, view)),
  };
}
