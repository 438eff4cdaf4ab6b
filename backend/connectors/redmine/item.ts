import {
  type Comment,
  type FieldDescriptor,
  type FieldValue,
  type Item,
  type ItemRef,
  markIn,
  type VersionOf,
} from '../sdk/index.js';
import type { Issue, Journal } from './answers.js';
import { isoFrom } from './date-time.js';
import { fieldValue } from './field-value.js';
import { commentOf, inOrder } from './notes.js';
import type { Site } from './site.js';

/** Which issue it is and in which state. Two states of one second look the same (B3). */
export function referenceOf(issue: Issue, markField: number | null): ItemRef & { readonly mark: string | null } {
  const key = String(issue.id);
  const at = isoFrom(issue.updated_on) ?? issue.updated_on;
  return { id: key, key, version: { token: issue.updated_on, at }, mark: markOf(issue, markField) };
}

/**
 * @param request.container the asked one; an issue that was moved names its project by number, as Redmine takes it too
 * @param request.versionOf from before the call that gave the issue
 */
export async function itemOf(
  site: Site,
  request: {
    container: string;
    issue: Issue;
    fields: readonly FieldDescriptor[];
    versionOf: VersionOf;
  },
  signal: AbortSignal,
): Promise<Item> {
  const { container, issue, fields, versionOf } = request;
  const reference = referenceOf(issue, site.markField);
  const version = versionOf(reference);
  const ownId = await site.account.id(signal);
  const projectId = await site.account.projectId(container, signal);
  const journals = issue.journals === undefined ? null : inOrder(issue.journals);
  const changedBy = journals === null ? null : (journals.at(-1)?.user ?? issue.author)?.id;
  const item: Item = {
    ...reference,
    version,
    url: `${site.url}/issues/${issue.id}`,
    container: issue.project.id === projectId ? container : String(issue.project.id),
    typeId: String(issue.tracker.id),
    createdAt: isoFrom(issue.created_on) ?? issue.created_on,
    createdByUs: String(issue.author?.id) === ownId,
    lastChangedByUs: changedBy === null ? null : String(changedBy) === ownId,
    changeCount: journals === null ? null : (journals.at(-1)?.id ?? 0),
    fields: valuesOf(issue, fields),
    comments: journals === null ? null : commentsIn(journals, ownId),
  };
  if (journals !== null) site.journals.set(item, journals);
  return item;
}

export function commentsIn(journals: readonly Journal[], ownId: string): readonly Comment[] {
  return journals.flatMap((journal) => commentOf(journal, ownId) ?? []);
}

function markOf(issue: Issue, markField: number | null): string | null {
  const value = issue.custom_fields.find(({ id }) => id === markField)?.value;
  return typeof value === 'string' ? markIn(value) : null;
}

function valuesOf(issue: Issue, fields: readonly FieldDescriptor[]): Readonly<Record<string, FieldValue>> {
  const values: Record<string, FieldValue> = {};
  for (const field of fields) {
    const value = fieldValue(field, issue);
    if (value !== undefined) values[field.id] = value;
  }
  return values;
}
