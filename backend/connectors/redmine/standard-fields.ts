import type { FieldKind } from '../sdk/index.js';

/** A field that every issue has. */
export interface StandardField {
  /** As the field is called in an answer. */
  readonly id: string;
  /** As the English interface calls it, and refusals begin with it. */
  readonly name: string;
  readonly kind: FieldKind;
  /** As it is called in a request, and in the journal; null for what Redmine alone writes. */
  readonly written: string | null;
  readonly isRequired?: boolean;
  readonly maxLength?: number;
  readonly isMultiline?: boolean;
}

/** Hours in Redmine, seconds here, as every other duration. */
export const ESTIMATE = 'estimated_hours';

/** The fields of issues, without those that are something of their own: tracker, project, parent and relations. */
export const STANDARD_FIELDS: readonly StandardField[] = [
  { id: 'subject', name: 'Subject', kind: 'text', written: 'subject', isRequired: true, maxLength: 255 },
  { id: 'description', name: 'Description', kind: 'text', written: 'description', isMultiline: true },
  { id: 'status', name: 'Status', kind: 'status', written: 'status_id' },
  { id: 'priority', name: 'Priority', kind: 'option', written: 'priority_id' },
  { id: 'assigned_to', name: 'Assignee', kind: 'user', written: 'assigned_to_id' },
  { id: 'category', name: 'Category', kind: 'option', written: 'category_id' },
  { id: 'fixed_version', name: 'Target version', kind: 'option', written: 'fixed_version_id' },
  { id: 'start_date', name: 'Start date', kind: 'date', written: 'start_date' },
  { id: 'due_date', name: 'Due date', kind: 'date', written: 'due_date' },
  { id: 'done_ratio', name: '% Done', kind: 'number', written: 'done_ratio' },
  { id: ESTIMATE, name: 'Estimated time', kind: 'duration', written: 'estimated_hours' },
  { id: 'is_private', name: 'Private', kind: 'boolean', written: 'is_private' },
  { id: 'author', name: 'Author', kind: 'user', written: null },
  { id: 'created_on', name: 'Created', kind: 'dateTime', written: null },
  { id: 'updated_on', name: 'Updated', kind: 'dateTime', written: null },
  { id: 'closed_on', name: 'Closed', kind: 'dateTime', written: null },
];

/** A tracker may have switched these off. */
export const OPTIONAL_FIELDS: ReadonlySet<string> = new Set([
  'description',
  'assigned_to',
  'category',
  'fixed_version',
  'start_date',
  'due_date',
  'done_ratio',
  ESTIMATE,
]);

/** The number of a custom field whose id is `cf_7`; null for other fields. */
export function customFieldNumber(fieldId: string): number | null {
  const digits = /^cf_(\d+)$/.exec(fieldId)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The id under which a custom field is mapped: also what a filter for it is called. */
export function customFieldId(number: number): string {
  return `cf_${number}`;
}
