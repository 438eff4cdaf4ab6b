import type { Field, FieldKind } from './field.js';
import type { Option } from './option.js';

type Traits = Partial<Omit<Field, 'id' | 'name' | 'kind'>>;

const READ_ONLY = { settable: 'never' } as const;
const SMALL_READ_ONLY = { settable: 'never', isSmall: true } as const;

/** The system fields of a company-managed project and one custom field of each common type. */
export function defaultFields(): Field[] {
  return [
    system('summary', 'Summary', 'text', 'string', { isRequired: true }),
    system('description', 'Description', 'textarea', 'string'),
    system('environment', 'Environment', 'textarea', 'string'),
    system('issuetype', 'Issue Type', 'issuetype', 'issuetype', {
      isRequired: true,
      isSmall: true,
      clauseNames: ['issuetype', 'type'],
    }),
    system('project', 'Project', 'project', 'project', { isRequired: true, isSmall: true, settable: 'create' }),
    system('priority', 'Priority', 'priority', 'priority', { isSmall: true }),
    system('labels', 'Labels', 'labels', ['string']),
    system('components', 'Components', 'components', ['component'], { clauseNames: ['component'] }),
    system('assignee', 'Assignee', 'user', 'user', { isSmall: true }),
    system('reporter', 'Reporter', 'user', 'user', { isSmall: true }),
    system('duedate', 'Due date', 'date', 'date', { isSmall: true, clauseNames: ['due', 'duedate'] }),
    system('parent', 'Parent', 'parent', 'issuelink', { settable: 'create' }),
    system('resolution', 'Resolution', 'resolution', 'resolution', { settable: 'transition', isSmall: true }),
    system('creator', 'Creator', 'computed', 'user', SMALL_READ_ONLY),
    system('status', 'Status', 'computed', 'status', SMALL_READ_ONLY),
    system('statusCategory', 'Status Category', 'computed', 'statusCategory', SMALL_READ_ONLY),
    system('created', 'Created', 'computed', 'datetime', {
      ...SMALL_READ_ONLY,
      clauseNames: ['created', 'createdDate'],
    }),
    system('updated', 'Updated', 'computed', 'datetime', {
      ...SMALL_READ_ONLY,
      clauseNames: ['updated', 'updatedDate'],
    }),
    system('resolutiondate', 'Resolved', 'computed', 'datetime', {
      ...SMALL_READ_ONLY,
      clauseNames: ['resolutiondate', 'resolved'],
    }),
    system('statuscategorychangedate', 'Status Category Changed', 'computed', 'datetime', SMALL_READ_ONLY),
    system('subtasks', 'Sub-tasks', 'computed', ['issuelinks'], READ_ONLY),
    system('issuelinks', 'Linked Issues', 'computed', ['issuelinks'], READ_ONLY),
    system('attachment', 'Attachment', 'computed', ['attachment'], { ...READ_ONLY, isNavigable: false }),
    system('comment', 'Comment', 'computed', 'comments-page', { ...READ_ONLY, isNavigable: false }),
    system('worklog', 'Log Work', 'computed', ['worklog'], { ...READ_ONLY, isNavigable: false }),
    system('fixVersions', 'Fix versions', 'computed', ['version'], READ_ONLY),
    system('versions', 'Affects versions', 'computed', ['version'], READ_ONLY),
    system('votes', 'Votes', 'computed', 'votes', READ_ONLY),
    system('watches', 'Watchers', 'computed', 'watches', READ_ONLY),
    custom(10019, 'Rank', 'computed', 'com.pyxis.greenhopper.jira:gh-lexo-rank', 'any', READ_ONLY),
    custom(10030, 'Reference', 'text', 'textfield', 'string'),
    custom(10031, 'Business impact', 'textarea', 'textarea', 'string'),
    custom(10032, 'Effort', 'number', 'float', 'number', { isSmall: true }),
    custom(10033, 'Target date', 'date', 'datepicker', 'date', { isSmall: true }),
    custom(10034, 'Outage start', 'datetime', 'datetime', 'datetime', { isSmall: true }),
    custom(10035, 'Tier', 'select', 'select', 'option', {
      isSmall: true,
      options: options(10100, ['Production', 'Staging', 'Test', 'Legacy'], ['Legacy']),
    }),
    custom(10036, 'Affected services', 'multiselect', 'multiselect', ['option'], {
      options: options(10200, ['E-mail', 'VPN', 'Payroll', 'Intranet', 'Telephony']),
    }),
    custom(10037, 'Approver', 'user', 'userpicker', 'user', { isSmall: true }),
    custom(10038, 'Tags', 'labels', 'labels', ['string']),
  ];
}

function system(id: string, name: string, kind: FieldKind, type: string | [string], traits: Traits = {}): Field {
  return {
    id,
    name,
    kind,
    schema: { ...typeOf(type), system: id },
    clauseNames: [id],
    isCustom: false,
    ...COMMON,
    ...traits,
  };
}

function custom(
  number: number,
  name: string,
  kind: FieldKind,
  key: string,
  type: string | [string],
  traits: Traits = {},
): Field {
  const customKey = key.includes(':') ? key : `com.atlassian.jira.plugin.system.customfieldtypes:${key}`;
  return {
    id: `customfield_${number}`,
    name,
    kind,
    schema: { ...typeOf(type), custom: customKey, customId: number },
    clauseNames: [`cf[${number}]`],
    isCustom: true,
    ...COMMON,
    ...traits,
  };
}

const COMMON = { isNavigable: true, isSmall: false, isRequired: false, settable: 'always', isDeleted: false } as const;

function typeOf(type: string | [string]): { type: string; items?: string } {
  return typeof type === 'string' ? { type } : { type: 'array', items: type[0] };
}

function options(firstId: number, names: readonly string[], disabled: readonly string[] = []): Option[] {
  return names.map((name, index) => ({ id: String(firstId + index), name, isDisabled: disabled.includes(name) }));
}
