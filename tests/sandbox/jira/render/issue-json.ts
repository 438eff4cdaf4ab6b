import type { JsonValue } from '../../../../backend/shared/index.js';
import { behaviourOf } from '../fields/index.js';
import type { Field } from '../site/index.js';
import type { IssueRecord } from '../store/index.js';
import { COMPUTED_FIELDS } from './computed-fields.js';
import type { FieldSelection } from './field-selection.js';
import { historyJson } from './history-json.js';
import type { View } from './view.js';

const EXPANDABLE = 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations';

export interface IssueJsonOptions {
  readonly selection: FieldSelection;
  /** Issue properties to show. */
  readonly properties?: readonly string[];
  /** Newest entries of the changelog to show. */
  readonly changelogEntries?: number;
}

/** An issue as Jira answers it. */
export function issueJson(record: IssueRecord, view: View, options: IssueJsonOptions): { [key: string]: JsonValue } {
  const { selection, properties = [], changelogEntries } = options;
  if (selection.isIdOnly && properties.length === 0 && changelogEntries === undefined) return { id: String(record.id) };
  return {
    expand: EXPANDABLE,
    id: String(record.id),
    self: view.self(`issue/${record.id}`),
    key: record.key,
    ...(selection.isBare ? {} : { fields: fieldsJson(record, selection.fields, view) }),
    ...(properties.length === 0 ? {} : { properties: propertiesJson(record, properties) }),
    ...(changelogEntries === undefined ? {} : { changelog: changelogJson(record, view, changelogEntries) }),
  };
}

/** One field's value as the API shows it. */
export function fieldJson(record: IssueRecord, field: Field, view: View): JsonValue {
  const computed = COMPUTED_FIELDS[field.id];
  if (computed !== undefined) return computed(record, view);
  const behaviour = behaviourOf(field.kind);
  const stored = record.values[field.id] ?? null;
  if (behaviour === undefined || stored === null) return behaviour?.empty ?? null;
  return behaviour.render(stored, field, view);
}

function fieldsJson(record: IssueRecord, fields: readonly Field[], view: View): JsonValue {
  const shown: { [key: string]: JsonValue } = {};
  for (const field of fields) {
    // A parent is there only where there is one.
    if (field.kind === 'parent' && record.values[field.id] === undefined) continue;
    shown[field.id] = fieldJson(record, field, view);
  }
  return shown;
}

function propertiesJson(record: IssueRecord, keys: readonly string[]): JsonValue {
  return Object.fromEntries(
    keys.flatMap((key) => (key in record.properties ? [[key, record.properties[key] ?? null]] : [])),
  );
}

function changelogJson(record: IssueRecord, view: View, most: number): JsonValue {
  const newest = record.history.slice(-most).reverse();
  return {
    startAt: 0,
    maxResults: newest.length,
    total: record.history.length,
    histories: newest.map((entry) => historyJson(entry, view)),
  };
}
