import type { FieldKind } from '../../sdk/index.js';
import type { FieldSchema } from '../answers/metadata.js';

const TEXTAREA = 'com.atlassian.jira.plugin.system.customfieldtypes:textarea';
const READ_ONLY_TEXT = 'com.atlassian.jira.plugin.system.customfieldtypes:readonlyfield';
const RICH_SYSTEM_FIELDS = ['description', 'environment'];
/** Numbers of seconds, which Jira calls numbers. */
const DURATIONS = ['timespent', 'timeestimate', 'timeoriginalestimate', 'aggregatetimespent'];

const SINGLE: Readonly<Record<string, FieldKind>> = {
  number: 'number',
  date: 'date',
  datetime: 'dateTime',
  user: 'user',
  status: 'status',
  priority: 'option',
  resolution: 'option',
  securitylevel: 'option',
  option: 'option',
  'option-with-child': 'option',
  version: 'option',
  component: 'option',
  issuetype: 'option',
  issuelink: 'reference',
  project: 'reference',
};

const LISTS: Readonly<Record<string, FieldKind>> = {
  string: 'labels',
  option: 'options',
  component: 'options',
  version: 'options',
  user: 'users',
};

/** What a field holds, by Jira's schema of it; null for what cannot be mapped (votes, ranks, sprints, fields of other apps). */
export function fieldKind(schema: FieldSchema): FieldKind | null {
  if (schema.type === 'array') return LISTS[schema.items ?? ''] ?? null;
  if (schema.type !== 'string') {
    return DURATIONS.includes(schema.system ?? '') ? 'duration' : (SINGLE[schema.type] ?? null);
  }
  const isRich = schema.custom === TEXTAREA || RICH_SYSTEM_FIELDS.includes(schema.system ?? '');
  return isRich ? 'richText' : 'text';
}

/** System fields that Jira itself keeps, and those that only change in other ways than by an edit. */
const KEPT_BY_JIRA = new Set([
  'created',
  'updated',
  'creator',
  'resolutiondate',
  'statuscategorychangedate',
  'lastViewed',
  'workratio',
  'issuetype',
  'project',
  'resolution',
  'issuelinks',
  'subtasks',
  'timespent',
  'timeestimate',
  'timeoriginalestimate',
  'aggregatetimespent',
  'aggregatetimeestimate',
  'aggregatetimeoriginalestimate',
]);

/** Whether an edit may set the field; the status is set by transitions. */
export function isEditable(fieldId: string, schema: FieldSchema | undefined): boolean {
  return !KEPT_BY_JIRA.has(fieldId) && schema?.custom !== READ_ONLY_TEXT;
}

/** Jira's limits in UTF-16 code units: 255 for one line, 32,767 for documents. */
export function maxLength(kind: FieldKind): number | null {
  if (kind === 'text') return 255;
  return kind === 'richText' ? 32_767 : null;
}
